import { servicesFor } from './selector-index';
import { serviceHost } from '../vocabulary/host-name';
import { DestinationRules } from '../mesh/destination-rules';
import type { Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import { objectOf, textOf } from '../vocabulary/json-fields';

/** Whether callers in this TLS mode of a DestinationRule show a certificate, by which the pods know who calls. */
export function isMutualTls(mode: unknown): mode is 'ISTIO_MUTUAL' | 'MUTUAL' {
  return mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL';
}

/** How callers in a namespace's own mesh speak to a host: what a DestinationRule says, else what Istio does by itself. */
export function clientTlsMode(mesh: Mesh, host: string, serviceNamespace: string): string {
  const rule = DestinationRules.of(mesh).effective({
    host,
    serviceNamespace,
    clientNamespace: serviceNamespace,
    clientLabels: {},
  });
  const mode = textOf(objectOf(objectOf(rule?.trafficPolicy)['tls'])['mode']);
  return mode ?? (mesh.config.autoMtls ? 'ISTIO_MUTUAL' : 'DISABLE');
}

/** The hosts by which pods of a namespace with these labels are called; a host that stands for any where none is. */
export function hostsOfPods(mesh: Mesh, namespace: string, labels: Labels): readonly string[] {
  const workloads = mesh.workloads.selected(namespace, labels);
  const services = new Set(workloads.flatMap((workload) => servicesFor(mesh, namespace, workload.labels)));
  const inOrder = services.size < 2 ? [...services] : mesh.services.all.filter((one) => services.has(one));
  const hosts = inOrder.map(({ host }) => host);
  if (hosts.length > 0) return hosts;
  const name = labels['app'] ?? labels['app.kubernetes.io/name'] ?? 'any';
  return [serviceHost(name, namespace)];
}
