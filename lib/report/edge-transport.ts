import type { EdgeTransport } from './topology';
import { DestinationRules } from '../mesh/destination-rules';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { trafficPolicy } from '../mesh/traffic-policy';
import type { Workload } from '../mesh/workloads';
import type { Proxy } from '../simulate/proxy';
import { transport } from '../simulate/transport';
import { textOf } from '../vocabulary/json-fields';

/** Lines that are no connection, such as that of a service to the pods that it selects. */
export const NO_CONNECTION: EdgeTransport = { kind: null, words: '' };

/** How a client's proxy speaks to a service, or to what answers for it. */
export function edgeTransport(
  mesh: Mesh,
  client: Proxy,
  service: MeshService | undefined,
  server: Workload | undefined,
  port = service?.ports[0]?.number ?? 0,
): EdgeTransport {
  const rule =
    service &&
    DestinationRules.of(mesh).effective({
      host: service.host,
      serviceNamespace: service.namespace,
      clientNamespace: client.namespace,
      clientLabels: client.labels,
    });
  if (server !== undefined) {
    const target = service?.ports.find(({ number }) => number === port)?.targetPort;
    const destination = {
      host: service?.host ?? '',
      port,
      subset: null,
      ...(service === undefined ? {} : { service }),
      ...(rule === undefined ? {} : { rule }),
    };
    const reached = transport(
      mesh,
      client.dataPlane,
      destination,
      server,
      typeof target === 'number' ? target : port,
    );
    return { kind: kindOf(reached.words), words: reached.words };
  }
  const asked = textOf(trafficPolicy(rule, null, port).tls?.['mode']);
  if (asked !== undefined && asked !== 'DISABLE') return { kind: 'tls', words: `TLS (${asked})` };
  const own = service?.ports.find(({ number }) => number === port)?.protocol;
  return own === 'https' || own === 'tls'
    ? { kind: 'tls', words: 'TLS of the application' }
    : { kind: 'plain', words: 'plain text' };
}

/** The simulator says it in words alone, of which these are the first. */
function kindOf(words: string): EdgeTransport['kind'] {
  return words.startsWith('mutual TLS') ? 'mutual' : words.startsWith('TLS') ? 'tls' : 'plain';
}
