import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Which traffic of a proxy a plugin sees. */
export interface TrafficSelection {
  /** Requests that the pod sends, that it gets, or both. @default - both; a gateway is a client */
  readonly mode?: Deferred<'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER'>;
  /** Ports: of sent requests the Service's, of received ones the pod's. @default - all */
  readonly ports?: readonly Deferred<number>[];
}

/**
 * The selections as a plugin has them.
 *
 * @throws ConfigError `traffic-selection` when one is empty, or a port is none or twice
 */
export function trafficSelections(
  scope: IConstruct,
  selections: readonly TrafficSelection[] | undefined,
): Tree | undefined {
  return selections?.map(({ mode, ports }) => {
    if ((mode === undefined && ports === undefined) || ports?.length === 0) {
      throw refused(scope, "'match' holds a selection of nothing; give it a mode or ports, or leave it out");
    }
    const literal = (ports ?? []).filter((port): port is number => !isDeferral(port));
    const wrong = literal.find(
      (port, index) => !Number.isInteger(port) || port < 1 || port > 65535 || literal.indexOf(port) !== index,
    );
    if (wrong !== undefined) {
      throw refused(scope, `'ports' names ${wrong}, expected ports from 1 to 65535, each once`);
    }
    return { mode, ports: ports?.map((number) => ({ number })) };
  });
}

function refused(scope: IConstruct, message: string): ConfigError {
  return new ConfigError('traffic-selection', scope, message);
}
