import type { ICaller } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import type { Hosts } from './hosts';

/** Istio's `Gateway`, as VirtualServices bind to it. */
export interface IGateway extends ICaller {
  /** Name of the Gateway. */
  readonly name: Deferred<string>;
  /** Namespace of the Gateway. */
  readonly namespace: Deferred<string>;
  /** Host names that it answers for. */
  readonly hosts: Hosts;
}

/** A gateway as VirtualServices name it: `namespace/name`. */
export function gatewayName({ namespace, name }: IGateway): Deferred<string> {
  return format`${namespace}/${name}`;
}
