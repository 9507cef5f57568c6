import type { Rule } from '../rule';

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
const VERSION = 'gateway.networking.k8s.io/bundle-version';

/** The releases of the Gateway API from which on Istio reads the kinds, as [major, minor, patch]. */
const MINIMUM: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4, 0]],
  ['grpcroutes.gateway.networking.k8s.io', [1, 1, 0]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5, 0]],
]);

/** istiod leaves out kinds whose definition is too old, without a word. */
export const gatewayApiVersionServed: Rule = {
  code: 'EVM157',
  name: 'gateway-api-version-served',
  aliases: ['IST0176'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the definition of a kind of the Gateway API is older than Istio reads it',
  reads: [DEFINITION],
  check(mesh, report) {
    for (const manifest of mesh.of(DEFINITION)) {
      const minimum = MINIMUM.get(manifest.name);
      const installed = /^v?(\d+)\.(\d+)\.(\d+)/.exec(manifest.annotations[VERSION] ?? '');
      if (minimum === undefined || installed === null) continue;
      const [major = 0, minor = 0, patch = 0] = installed.slice(1, 4).map(Number);
      const order = major - minimum[0] || minor - minimum[1] || patch - minimum[2];
      if (order >= 0) continue;
      report({
        manifest,
        path: ['metadata', 'annotations', VERSION],
        message: `the definition is of release ${installed[0]} of the Gateway API; Istio reads the kind from ${minimum.join('.')} on`,
        remedy: 'install the definitions of a newer release of the Gateway API',
      });
    }
  },
};
