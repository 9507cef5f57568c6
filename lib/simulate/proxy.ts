import { isAmbient } from '../mesh/ambient';
import { Gateways, type MeshGateway } from '../mesh/gateways';
import { hasLabels, type Labels } from '../mesh/label-selector';
import { optsOut } from '../mesh/injection';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';

/** A proxy: that of a gateway, or beside a workload. */
export interface Proxy {
  /** The workload, as `namespace/name`; the Gateway where none of the manifests carries it out. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Under which the proxy identifies itself. */
  readonly serviceAccount: string;
  /** Who speaks for it. */
  readonly dataPlane: DataPlane;
}

/** What handles the traffic of pods: a proxy of their own, that of their node, or nothing. */
export type DataPlane = 'sidecar' | 'ztunnel' | 'none';

/** The proxy of a workload. A sidecar is taken for granted where nothing says that there is none. */
export function proxyOf(mesh: Mesh, workload: Workload): Proxy {
  const { namespace, name, labels, serviceAccount } = workload;
  const dataPlane = isAmbient(mesh, workload) ? 'ztunnel' : optsOut(mesh, workload) ? 'none' : 'sidecar';
  return { name: `${namespace}/${name}`, namespace, labels, serviceAccount, dataPlane };
}

/** A gateway as installations run it: `istioctl install`, and the Helm release of Istio's documents. */
const INSTALLED = [
  {
    labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    serviceAccount: 'istio-ingressgateway-service-account',
  },
  {
    labels: { app: 'istio-egressgateway', istio: 'egressgateway' },
    serviceAccount: 'istio-egressgateway-service-account',
  },
  {
    labels: { app: 'istio-ingress', istio: 'ingress' },
    namespace: 'istio-ingress',
    serviceAccount: 'istio-ingress',
  },
];

/**
 * The proxy that serves a Gateway, or any Gateway at a port: the workload that its selector chooses, in its own
 * namespace first. Where the manifests hold none, it is that of the installation which the selector means, else one
 * with just these labels in the Gateway's namespace.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 *
 * @param name `namespace/name`, or `*`
 */
export function gatewayProxy(mesh: Mesh, name: string, port: number): Proxy | undefined {
  const gateways = Gateways.of(mesh);
  const gateway =
    name === '*'
      ? gateways.all.find(({ servers }) => servers.some((server) => server.port === port))
      : gateways.named(name);
  return gateway && (carrierOf(mesh, gateway) ?? installed(mesh, gateway) ?? assumed(gateway));
}

function carrierOf(mesh: Mesh, { selector, manifest }: MeshGateway): Proxy | undefined {
  if (Object.keys(selector).length === 0) return undefined;
  const workload =
    mesh.workloads.in(manifest.namespace).find(({ labels }) => hasLabels(labels, selector)) ??
    mesh.workloads.selectedAnywhere(selector)[0];
  return workload && { ...proxyOf(mesh, workload), dataPlane: 'sidecar' };
}

function installed(mesh: Mesh, { selector }: MeshGateway): Proxy | undefined {
  if (Object.keys(selector).length === 0) return undefined;
  // `istio: ingress` alone may mean a release in any namespace.
  const found = INSTALLED.find(
    ({ labels, namespace }) =>
      hasLabels(labels, selector) && (namespace === undefined || selector['app'] !== undefined),
  );
  if (found === undefined) return undefined;
  const { labels, namespace = mesh.config.rootNamespace, serviceAccount } = found;
  return { name: `${namespace}/${labels.app}`, namespace, labels, serviceAccount, dataPlane: 'sidecar' };
}

function assumed({ name, manifest, selector }: MeshGateway): Proxy {
  const { namespace } = manifest;
  return { name, namespace, labels: selector, serviceAccount: 'default', dataPlane: 'sidecar' };
}
