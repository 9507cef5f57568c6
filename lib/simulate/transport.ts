import type { Destination } from './destination';
import type { DataPlane } from './proxy';
import { isAmbient } from '../mesh/ambient';
import { hasSidecar } from '../mesh/injection';
import type { Mesh } from '../mesh/mesh';
import { PeerAuthentications } from '../mesh/peer-authentications';
import { trafficPolicy } from '../mesh/traffic-policy';
import type { Workload } from '../mesh/workloads';
import { textOf } from '../vocabulary/json-fields';

/** How a client's proxy reaches a pod. */
export type Transport =
  /** `identified`: the server knows the client's identity. */
  | { readonly kind: 'open'; readonly identified: boolean; readonly words: string }
  /** The two ends cannot agree: the client sees 503. */
  | { readonly kind: 'broken'; readonly words: string }
  /** The server closes the connection of a client that has no proxy to answer for it. */
  | { readonly kind: 'refused'; readonly words: string };

/** Who handles what arrives at a pod. Where the namespace is not among the manifests, a sidecar is assumed. */
export function serverProxy(mesh: Mesh, workload: Workload): DataPlane {
  if (isAmbient(mesh, workload)) return 'ztunnel';
  const isUnknown =
    mesh.find('/Namespace', '', workload.namespace) === undefined &&
    workload.labels['sidecar.istio.io/inject'] !== 'false' &&
    workload.annotations['sidecar.istio.io/inject'] !== 'false';
  return isUnknown || hasSidecar(mesh, workload) ? 'sidecar' : 'none';
}

/**
 * Whether the TLS that a DestinationRule asks for, or automatic mutual TLS, is what the server's PeerAuthentication
 * accepts.
 *
 * @param port the container's port
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/
 */
export function transport(
  mesh: Mesh,
  client: DataPlane,
  destination: Destination,
  server: Workload,
  port: number,
): Transport {
  const proxy = serverProxy(mesh, server);
  if (client === 'none') return inPlainText(mesh, proxy, server, port);
  const asked = textOf(trafficPolicy(destination.rule, destination.subset, destination.port).tls?.['mode']);
  if (proxy === 'ztunnel') return open(true, 'mutual TLS through ztunnel');
  if (proxy === 'none') {
    if (asked === 'ISTIO_MUTUAL') {
      return broken(`the DestinationRule asks for Istio's mutual TLS, but ${server.name} has no proxy`);
    }
    return open(
      false,
      asked === undefined || asked === 'DISABLE' ? 'plain text' : 'TLS to the server itself',
    );
  }
  const { mode } = PeerAuthentications.of(mesh).modeOf(server.namespace, server.labels, port);
  const mutual =
    asked === 'ISTIO_MUTUAL' || (asked === undefined && mesh.config.autoMtls && mode !== 'DISABLE');
  if (mutual) {
    return mode === 'DISABLE'
      ? broken(`the DestinationRule asks for mutual TLS, which ${server.name} does not accept (DISABLE)`)
      : open(true, `mutual TLS (${mode})`);
  }
  if (mode !== 'STRICT') return open(false, 'plain text');
  return broken(
    asked === undefined
      ? `${server.name} accepts mutual TLS only, and automatic mutual TLS is off`
      : `the DestinationRule's TLS is ${asked}, but ${server.name} accepts mutual TLS only`,
  );
}

/** What becomes of the plain text of a client without proxy. */
function inPlainText(mesh: Mesh, proxy: DataPlane, server: Workload, port: number): Transport {
  const { mode } = PeerAuthentications.of(mesh).modeOf(server.namespace, server.labels, port);
  if (proxy === 'none' || mode !== 'STRICT') return open(false, 'plain text');
  return {
    kind: 'refused',
    words: `the caller has no proxy, but ${server.name} accepts mutual TLS only and closes the connection`,
  };
}

function open(identified: boolean, words: string): Transport {
  return { kind: 'open', identified, words };
}

function broken(words: string): Transport {
  return { kind: 'broken', words };
}
