import { referenceGrantType } from '../reference-grants';
import type { Rule } from '../rule';
import { objectsOf, textOf } from '../../vocabulary/json-fields';

/** A grant to a namespace that is not there lets nobody refer to anything. */
export const referenceGrantNamespaceExists: Rule = {
  code: 'EVM226',
  name: 'reference-grant-namespace-exists',
  aliases: ['KIA1601'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a ReferenceGrant is for routes of a namespace that is not there',
  reads: [referenceGrantType, '/Namespace'],
  check(mesh, report) {
    for (const manifest of mesh.of(referenceGrantType)) {
      objectsOf(manifest.spec['from']).forEach((from, index) => {
        const namespace = textOf(from['namespace']) ?? '';
        if (namespace === '' || mesh.find('/Namespace', '', namespace) !== undefined) return;
        // Where routes live there is a namespace, whoever makes it.
        if (mesh.manifests.some((one) => one.namespace === namespace && one.kind === from['kind'])) return;
        report({
          manifest,
          path: ['spec', 'from', index, 'namespace'],
          message: `no namespace is called '${namespace}'`,
          remedy: 'correct the name, or add the Namespace to the manifests',
        });
      });
    }
  },
};
