import { textsOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const EXPORTED = [
  'networking.istio.io/DestinationRule',
  'networking.istio.io/ServiceEntry',
  'networking.istio.io/VirtualService',
];

/** An exportTo that nobody reads hides an object instead of sharing it. */
export const exportNamespaceExists: Rule = {
  code: 'EVM223',
  name: 'export-namespace-exists',
  aliases: ['KIA0005'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an object is exported to a namespace that is not there',
  reads: [...EXPORTED, '/Namespace'],
  check(mesh, report) {
    const namespaces = new Set(mesh.of('/Namespace').map(({ name }) => name));
    // Without any Namespace in the set, it is made for namespaces that somebody else makes.
    if (namespaces.size === 0) return;
    for (const { namespace } of mesh.manifests) namespaces.add(namespace);
    // That of the installation is there without a manifest.
    namespaces.add(mesh.config.rootNamespace);
    for (const manifest of EXPORTED.flatMap((type) => mesh.of(type))) {
      textsOf(manifest.spec['exportTo']).forEach((target, index) => {
        if (['*', '.', '~'].includes(target) || namespaces.has(target)) return;
        report({
          manifest,
          path: ['spec', 'exportTo', index],
          message: `there is no namespace '${target}', so that it is exported to nobody there`,
          remedy: "correct the namespace, or write '*' for all and '.' for its own",
        });
      });
    }
  },
};
