import type { ICallable } from '../edges/caller';
import { deferred, type Deferred } from '../values/chart-value';
import { expressionOf, type Expression } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** A Service of the cluster by name, as Gateway API refers to it. */
export interface ServiceReference {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
}

/**
 * The Service behind a host `<name>.<namespace>.svc.cluster.local`, whose parts may be deferred.
 *
 * @throws ConfigError `not-in-gateway-api` when the host is not of that form
 */
export function serviceReference(service: ICallable): ServiceReference {
  const [name, namespace, svc, ...rest] = labelsOf(expressionOf(service.host));
  if (name && namespace && svc?.[0] === 'svc' && rest.length > 0) {
    return { name: joined(name), namespace: joined(namespace) };
  }
  throw new ConfigError(
    'not-in-gateway-api',
    service,
    'an HTTPRoute leads to Services of the cluster by name, and the host of this one is not known to be <name>.<namespace>.svc.<domain>; use a VirtualService',
  );
}

type Part = string | Expression;

/** The parts of a host between its dots. */
function labelsOf(host: Expression): Part[][] {
  if (host.op === 'fragment') return labelsOf(host.body);
  const parts: readonly Part[] = host.op === 'format' ? host.parts : [literalOf(host) ?? host];
  const labels: Part[][] = [[]];
  for (const part of parts) {
    const [first, ...further] = typeof part === 'string' ? part.split('.') : [part];
    if (first !== '') labels.at(-1)?.push(first);
    labels.push(...further.map((text) => (text === '' ? [] : [text])));
  }
  return labels;
}

function literalOf(host: Expression): string | undefined {
  return host.op === 'literal' && typeof host.value === 'string' ? host.value : undefined;
}

function joined(parts: readonly Part[]): Deferred<string> {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return typeof only === 'string' ? only : deferred(only);
  return deferred({ op: 'format', parts });
}
