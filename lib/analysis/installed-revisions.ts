import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { objectOf, textOf, textsOf } from '../vocabulary/json-fields';

export const OPERATOR = 'install.istio.io/IstioOperator';
export const INJECTION_WEBHOOK = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';

/** What `istio-injection: enabled` asks for. */
export const DEFAULT_REVISION = 'default';

/**
 * The revisions and tags that installations of the set serve, by their webhooks or as operator files say; undefined
 * when the set holds no installation, so that nothing is known.
 */
export function installedRevisions(mesh: Mesh): ReadonlySet<string> | undefined {
  return mesh.index('installed revisions', () => {
    const served = [
      ...mesh.of(OPERATOR).flatMap(servedByOperator),
      ...mesh.of(INJECTION_WEBHOOK).flatMap(servedByWebhook),
    ];
    return served.length === 0 ? undefined : new Set(served);
  });
}

/** istioctl makes the default tag itself where the cluster has none. */
function servedByOperator({ spec }: Manifest): readonly string[] {
  const pilot = objectOf(objectOf(spec['components'])['pilot']);
  if (pilot['enabled'] === false || (spec['profile'] === 'empty' && pilot['enabled'] !== true)) return [];
  const tags = textsOf(objectOf(spec['values'])['revisionTags']);
  return [textOf(spec['revision']) ?? DEFAULT_REVISION, ...tags, DEFAULT_REVISION];
}

function servedByWebhook({ name, labels }: Manifest): readonly string[] {
  if (!/^istio-(sidecar-injector|revision-tag)/.test(name)) return [];
  const tag = labels['istio.io/tag'];
  return tag === undefined ? [labels['istio.io/rev'] ?? DEFAULT_REVISION] : [tag];
}
