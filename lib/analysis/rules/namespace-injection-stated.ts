import type { Rule } from '../rule';
import { injectsByDefault } from '../../mesh/injection';
import type { Manifest } from '../../mesh/manifest';

const NAMESPACE = '/Namespace';

/** Without a label, the installation decides; usually for no. */
export const namespaceInjectionStated: Rule = {
  code: 'EVM125',
  name: 'namespace-injection-stated',
  aliases: ['IST0102', 'IST0148'],
  severity: 'info',
  preset: 'recommended',
  summary: 'a Namespace does not say whether its pods belong to the mesh',
  reads: [NAMESPACE],
  check(mesh, report) {
    for (const manifest of mesh.of(NAMESPACE)) {
      if (manifest.name === mesh.config.rootNamespace || isStated(manifest)) continue;
      const injects = injectsByDefault(mesh, undefined);
      report({
        manifest,
        path: ['metadata', 'name'],
        message: injects
          ? `the namespace ${manifest.name} has no injection label; the installation injects into it by default`
          : `the namespace ${manifest.name} has no injection label, so that its pods are not in the mesh`,
        remedy:
          'label it istio-injection: enabled or disabled, istio.io/rev, or istio.io/dataplane-mode: ambient',
        aliases: [injects ? 'IST0148' : 'IST0102'],
      });
    }
  },
};

function isStated({ labels }: Manifest): boolean {
  return (
    labels['istio.io/dataplane-mode'] === 'ambient' ||
    Boolean(labels['istio-injection']) ||
    labels['istio.io/rev'] !== undefined
  );
}
