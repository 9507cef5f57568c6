import { Gateways, type MeshGateway } from '../mesh/gateways';
import { hasLabels, type Labels } from '../mesh/label-selector';
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
}

/** The proxy of a workload. */
export function proxyOf({ namespace, name, labels, serviceAccount }: Workload): Proxy {
  return { name: `${namespace}/${name}`, namespace, labels, serviceAccount };
}

/**
 * The proxy that serves a Gateway, or any Gateway at a port: the workload that its selector chooses, in its own
 * namespace first. Where the manifests hold none, one with just these labels in the Gateway's namespace is assumed.
 *
 * @param name `namespace/name`, or `*`
 */
export function gatewayProxy(mesh: Mesh, name: string, port: number): Proxy | undefined {
  const gateways = Gateways.of(mesh);
  const gateway =
    name === '*'
      ? gateways.all.find(({ servers }) => servers.some((server) => server.port === port))
      : gateways.named(name);
  return gateway && (carrierOf(mesh, gateway) ?? assumed(gateway));
}

function carrierOf(mesh: Mesh, { selector, manifest }: MeshGateway): Proxy | undefined {
  if (Object.keys(selector).length === 0) return undefined;
  const workload =
    mesh.workloads.in(manifest.namespace).find(({ labels }) => hasLabels(labels, selector)) ??
    mesh.workloads.selectedAnywhere(selector)[0];
  return workload && proxyOf(workload);
}

function assumed({ name, manifest, selector }: MeshGateway): Proxy {
  return { name, namespace: manifest.namespace, labels: selector, serviceAccount: 'default' };
}
