import type { Rule } from '../rule';
import { selects } from '../../mesh/label-selector';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const WEBHOOK = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';

/** `auto` is no image: injection replaces it, when the pod is made of a template. */
export const proxyImageInjected: Rule = {
  code: 'EVM136',
  name: 'proxy-image-injected',
  aliases: ['IST0146', 'IST0147'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the image of a proxy is auto, and nothing replaces it',
  reads: [WEBHOOK, '/Namespace', ...workloadTypes],
  check(mesh, report) {
    for (const workload of mesh.workloads.all) {
      const { manifest, podSpec, template } = workload;
      const index = objectsOf(podSpec['containers']).findIndex(
        ({ name, image }) => name === 'istio-proxy' && image === 'auto',
      );
      if (index < 0) continue;
      const isPod = manifest.kind === 'Pod';
      if (!isPod && isInjected(mesh, workload)) continue;
      report({
        manifest,
        path: [...template, 'spec', 'containers', index, 'image'],
        message: isPod
          ? "a Pod with the image 'auto' cannot start: its image is replaced only where a Deployment or the like makes it"
          : "no injection webhook takes the pods of this template, so that their image stays 'auto'",
        remedy: isPod
          ? 'make it a Deployment, or name the image'
          : 'label the namespace or the pods for injection, and give the webhook of the installation too',
        severity: isPod ? 'error' : 'warning',
        aliases: [isPod ? 'IST0147' : 'IST0146'],
      });
    }
  },
};

function isInjected(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const namespaceLabels = mesh.find('/Namespace', '', namespace)?.labels ?? {};
  const hooks = mesh
    .of(WEBHOOK)
    .flatMap(({ object }) => objectsOf(object['webhooks']))
    .filter(({ name }) => (textOf(name) ?? '').endsWith('istio.io'));
  if (hooks.length === 0) {
    // Without the installation's manifests: by the labels that its webhook goes by.
    return (
      labels['sidecar.istio.io/inject'] === 'true' ||
      namespaceLabels['istio-injection'] === 'enabled' ||
      Boolean(namespaceLabels['istio.io/rev'] ?? labels['istio.io/rev'])
    );
  }
  return hooks.some(
    (hook) =>
      selects(objectOf(hook['namespaceSelector']), namespaceLabels) &&
      selects(objectOf(hook['objectSelector']), labels),
  );
}
