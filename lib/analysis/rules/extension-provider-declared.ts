import type { Problem, Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import { listOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const TELEMETRY = 'telemetry.istio.io/Telemetry';
const AUTHORIZATION = 'security.istio.io/AuthorizationPolicy';

/** Every mesh has these. */
const BUILT_IN = ['envoy', 'prometheus', 'stackdriver'];

/** A provider is known by the configuration of the mesh alone; one that is not there does nothing, or refuses all. */
export const extensionProviderDeclared: Rule = {
  code: 'EVM322',
  name: 'extension-provider-declared',
  aliases: [],
  severity: 'error',
  preset: 'recommended',
  summary:
    "a Telemetry or CUSTOM policy names a provider that the mesh's configuration in the set does not declare",
  reads: [TELEMETRY, AUTHORIZATION],
  check(mesh, report) {
    const { manifest: installation, extensionProviders } = mesh.config;
    if (!installation) return;
    const declared = [...BUILT_IN, ...extensionProviders.map(({ name }) => textOf(name) ?? '')];
    const problem = (manifest: Manifest, name: string, path: Problem['path'], effect: string) => {
      if (declared.includes(name)) return;
      report({
        manifest,
        path,
        message: `'${name}' is none of the mesh's providers ${declared.join(', ')}: ${effect}`,
        remedy: 'name one of these, or add it to extensionProviders of the mesh',
      });
    };
    for (const manifest of mesh.of(TELEMETRY)) {
      for (const part of ['tracing', 'metrics', 'accessLogging']) {
        objectsOf(manifest.spec[part]).forEach((entry, index) => {
          listOf(entry['providers']).forEach((provider, place) => {
            const name = textOf(objectOf(provider)['name']);
            const path = ['spec', part, index, 'providers', place, 'name'];
            if (name !== undefined) problem(manifest, name, path, 'nothing is sent there');
          });
        });
      }
    }
    for (const manifest of mesh.of(AUTHORIZATION)) {
      const name = textOf(objectOf(manifest.spec['provider'])['name']);
      if (name !== undefined && manifest.spec['action'] === 'CUSTOM') {
        problem(
          manifest,
          name,
          ['spec', 'provider', 'name'],
          'every request that the policy is for is denied',
        );
      }
    }
  },
};
