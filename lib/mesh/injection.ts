import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import type { Workload } from './workloads';
import { listOf, objectOf, textOf } from '../vocabulary/json-fields';

/** The name of the sidecar's container. */
const PROXY = 'istio-proxy';
const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/**
 * Whether the pods of a workload have a sidecar, or are one: by a container of their own, else as their label,
 * their annotation or their namespace asks for. A machine outside of Kubernetes has one.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export function hasSidecar(mesh: Mesh, workload: Workload): boolean {
  const isMachine = ['WorkloadEntry', 'WorkloadGroup'].includes(workload.manifest.kind);
  if (isMachine || hasProxyContainer(workload)) return true;
  if (workload.podSpec['hostNetwork'] === true) return false;
  const asked = workload.labels[INJECT] ?? workload.annotations[INJECT];
  if (asked !== undefined) return asked === 'true';
  const namespace = mesh.find('/Namespace', '', workload.namespace)?.labels ?? {};
  const stated = namespace['istio-injection'];
  if (stated !== undefined) return stated === 'enabled';
  if (namespace[REVISION] ?? workload.labels[REVISION]) return true;
  return namespace['istio.io/dataplane-mode'] === undefined && injectsByDefault(mesh, undefined);
}

/** Whether the pods of a workload, or their namespace, say that they want no sidecar. */
export function optsOut(mesh: Mesh, workload: Workload): boolean {
  if (hasSidecar(mesh, workload)) return false;
  const asked = workload.labels[INJECT] ?? workload.annotations[INJECT];
  const namespace = mesh.find('/Namespace', '', workload.namespace)?.labels ?? {};
  return (
    asked === 'false' ||
    workload.podSpec['hostNetwork'] === true ||
    namespace['istio-injection'] === 'disabled'
  );
}

/** Whether a manifest brings its proxy along, as that of a gateway does. */
export function hasProxyContainer({ podSpec }: Workload): boolean {
  return [...listOf(podSpec['containers']), ...listOf(podSpec['initContainers'])]
    .map(objectOf)
    .some(({ name, image }) => name === PROXY && (textOf(image) ?? '') !== '');
}

/** Whether the installation injects into namespaces that do not ask for it, as its ConfigMap says; usually not. */
export function injectsByDefault(mesh: Mesh, revision: string | undefined): boolean {
  const suffix = revision === undefined || revision === '' || revision === 'default' ? '' : `-${revision}`;
  return mesh
    .of('/ConfigMap')
    .some((manifest) => manifest.name === `istio-sidecar-injector${suffix}` && enablesNamespaces(manifest));
}

function enablesNamespaces({ object }: Manifest): boolean {
  const values = textOf(objectOf(object['data'])['values']) ?? '';
  try {
    const webhook = objectOf(objectOf(JSON.parse(values) as unknown)['sidecarInjectorWebhook']);
    return webhook['enableNamespacesByDefault'] === true;
  } catch {
    return false;
  }
}
