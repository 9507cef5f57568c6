import type { Rule } from '../rule';

const NAMESPACE = '/Namespace';
const INJECTION = 'istio-injection';

/** Of two labels that say how pods join the mesh, one wins. */
export const namespaceInjectionUnambiguous: Rule = {
  code: 'EVM126',
  name: 'namespace-injection-unambiguous',
  aliases: ['IST0123'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Namespace has several labels that say how its pods join the mesh',
  reads: [NAMESPACE],
  check(mesh, report) {
    for (const manifest of mesh.of(NAMESPACE)) {
      const { labels } = manifest;
      if (manifest.name === mesh.config.rootNamespace) continue;
      // A namespace without injection may well have the others.
      if (labels[INJECTION] !== undefined && labels[INJECTION] !== 'enabled') continue;
      const stated = [INJECTION, 'istio.io/rev', 'istio.io/dataplane-mode'].filter(
        (key) => labels[key] !== undefined,
      );
      if (stated.length < 2) continue;
      report({
        manifest,
        path: ['metadata', 'labels', stated[1] ?? ''],
        message: `the labels ${stated.map((key) => `${key}=${labels[key] ?? ''}`).join(' and ')} ask for different things`,
        remedy: 'keep one of them',
      });
    }
  },
};
