import { isIP } from 'node:net';
import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral } from '../values/expression';
import { choose } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** A list of which one entry must match: exact, `abc*`, `*abc`, or `*` for any that is not empty. */
export type Patterns = Deferred<string[]>;

/**
 * Refuses a list that is empty, which would match everything, or holds an empty text, which istiod refuses.
 *
 * @throws ConfigError `authorization-rules`
 */
export function checkEntries(scope: IConstruct, place: string, list: Patterns): void {
  const message = `${place} is empty and would match everything; give it an entry or leave it out`;
  if (isDeferral(list)) demand(scope, choose(list, true, false), message);
  else if (list.length === 0) throw new ConfigError('authorization-rules', scope, message);
  else refuseEach(scope, place, list, (text) => text !== '', 'a text that is not empty');
}

/** Refuses what is no address and no range besides. */
export function checkAddresses(scope: IConstruct, place: string, list: Patterns): void {
  checkEntries(scope, place, list);
  refuseEach(scope, place, list, isAddress, 'an address such as 10.0.0.7, or a range such as 10.0.0.0/16');
}

/** Refuses what is no port besides; ports may be texts or numbers. */
export function checkPorts(
  scope: IConstruct,
  place: string,
  ports: Patterns | readonly Deferred<number>[],
): void {
  const list = (
    isDeferral(ports) ? ports : ports.map((port) => (typeof port === 'number' ? String(port) : port))
  ) as Patterns;
  checkEntries(scope, place, list);
  const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;
  refuseEach(scope, place, list, isPort, 'a port from 0 to 65535');
}

/** Refuses the literal entries of a list that are not as they should be. */
export function refuseEach(
  scope: IConstruct,
  place: string,
  list: Patterns,
  isRight: (text: string) => boolean,
  expected: string,
): void {
  if (isDeferral(list)) return;
  const wrong = (list as Deferred<string>[]).find((text) => !isDeferral(text) && !isRight(text));
  if (wrong === undefined) return;
  throw new ConfigError(
    'authorization-rules',
    scope,
    `${place} holds '${wrong as string}', expected ${expected}`,
  );
}

function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
