import type { Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
import { listOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** A source namespace that is not there lets nobody in, and as an exception keeps nobody out. */
export const policyNamespaceExists: Rule = {
  code: 'EVM109',
  name: 'policy-namespace-exists',
  aliases: ['IST0101', 'KIA0101'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy names a source namespace that is not there',
  reads: [POLICY, '/Namespace'],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      objectsOf(manifest.spec['rules']).forEach((rule, index) => {
        objectsOf(rule['from']).forEach((from, place) => {
          for (const field of ['namespaces', 'notNamespaces']) {
            listOf(objectOf(from['source'])[field]).forEach((item, entry) => {
              const pattern = textOf(item) ?? '';
              if (pattern === '' || isKnown(mesh, pattern, manifest.namespace)) return;
              report({
                manifest,
                path: ['spec', 'rules', index, 'from', place, 'source', field, entry],
                message: `no namespace is called '${pattern}'`,
                remedy: 'correct the name, or add the Namespace to the manifests',
                aliases: field === 'namespaces' ? ['IST0101', 'KIA0101'] : ['IST0101'],
              });
            });
          }
        });
      });
    }
  },
};

/** A namespace of the installation, and the policy's own, are there without a manifest. */
function isKnown(mesh: Mesh, pattern: string, home: string): boolean {
  const installed = mesh.find('/Namespace', '', mesh.config.rootNamespace) ? [] : [mesh.config.rootNamespace];
  const names = [...mesh.of('/Namespace').map(({ name }) => name), home, ...installed];
  return names.some((name) => matches(pattern, name));
}

function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1));
  return name === pattern;
}
