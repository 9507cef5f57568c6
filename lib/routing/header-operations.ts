import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkHeaderName, checkHeaderValue } from './http-check';
import { checkUnique } from './literal-check';

/**
 * What is changed in the headers of requests or responses, in this order: remove, set, add. Values may hold variables of
 * Envoy, such as `%DOWNSTREAM_REMOTE_ADDRESS%`; a percent sign is written `%%`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators
 */
export interface HeaderOperations {
  /** Headers that get exactly this value; `host` of requests is their authority. @default - none */
  readonly set?: Readonly<Record<string, Deferred<string>>>;
  /** Values that are added to those that a header has. @default - none */
  readonly add?: Readonly<Record<string, Deferred<string>>>;
  /** Headers that are taken away. @default - none */
  readonly remove?: readonly string[];
}

/** Changes in both directions. */
export interface HeaderChanges {
  /** Changes of requests. */
  readonly request: HeaderOperations | undefined;
  /** Changes of responses. */
  readonly response: HeaderOperations | undefined;
}

/**
 * Refuses names and values that Envoy would not take.
 *
 * @throws ConfigError `header-name`, `header-value`, `duplicate`
 */
export function checkHeaderOperations(
  of: 'request' | 'response',
  operations: HeaderOperations | undefined,
): void {
  const { set = {}, add = {}, remove = [] } = operations ?? {};
  const property = `${of}Headers`;
  for (const [name, value] of [...Object.entries(set), ...Object.entries(add)]) {
    if (of === 'response' || !isAuthority(name)) checkOperand(property, name);
    checkHeaderValue(`${property}.${name}`, value);
  }
  for (const name of remove) checkOperand(`${property}.remove`, name);
  for (const names of [Object.keys(set), Object.keys(add), remove]) {
    checkUnique(
      undefined,
      property,
      names.map((name) => name.toLowerCase()),
    );
  }
}

/** Whether the operations give requests another host. */
export function changesAuthority({ set = {}, add = {} }: HeaderOperations = {}): boolean {
  return [...Object.keys(set), ...Object.keys(add)].some(isAuthority);
}

function isAuthority(name: string): boolean {
  return /^(host|:authority)$/i.test(name);
}

function checkOperand(property: string, name: string): void {
  checkHeaderName(property, name);
  if (!isAuthority(name)) return;
  throw new ConfigError(
    'header-name',
    undefined,
    `'${property}' changes 'host', expected another header; only 'set' of requests can`,
  );
}

/** Both directions as a VirtualService has them, or nothing. */
export function headersTree({ request, response }: HeaderChanges): Tree | undefined {
  if (!request && !response) return undefined;
  return { request: request as Tree, response: response as Tree };
}
