import { load } from 'js-yaml';
import type { Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { GO_YAML } from '../../vocabulary/go-yaml';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const CONFIG_MAP = '/ConfigMap';
const SECRET = '/Secret';

/** What every istiod knows without a secret. */
const BUILT_IN = ['Kubernetes', 'External', 'Mock'];

/** An endpoint of a network names a cluster that istiod has a secret for. */
export const networkRegistryKnown: Rule = {
  code: 'EVM152',
  name: 'network-registry-known',
  aliases: ['IST0126'],
  severity: 'error',
  preset: 'recommended',
  summary: "a network of the mesh's settings names a cluster that istiod does not know",
  reads: [CONFIG_MAP, SECRET],
  check(mesh, report) {
    const known = [...BUILT_IN, ...remoteClusters(mesh)];
    for (const manifest of mesh.of(CONFIG_MAP)) {
      const networks = objectOf(networksOf(manifest)['networks']);
      for (const [network, settings] of Object.entries(networks)) {
        for (const { fromRegistry } of objectsOf(objectOf(settings)['endpoints'])) {
          const registry = textOf(fromRegistry);
          if (registry === undefined || known.includes(registry)) continue;
          report({
            manifest,
            path: ['data', 'meshNetworks'],
            message: `the network ${network} has endpoints of the cluster '${registry}', for which istiod has no secret`,
            remedy: `correct the name, or add the secret of the cluster, labelled istio/multiCluster: "true"; known are ${known.join(', ')}`,
          });
        }
      }
    }
  },
};

/** Each key of a remote secret is the name of a cluster. */
function remoteClusters(mesh: Mesh): readonly string[] {
  return mesh
    .of(SECRET)
    .filter(({ labels }) => labels['istio/multiCluster'] === 'true')
    .flatMap(({ object }) => [
      ...Object.keys(objectOf(object['data'])),
      ...Object.keys(objectOf(object['stringData'])),
    ]);
}

function networksOf({ name, object }: Manifest): ReturnType<typeof objectOf> {
  const text = textOf(objectOf(object['data'])['meshNetworks']);
  if (text === undefined || !(name === 'istio' || name.startsWith('istio-') || name === 'meshnetworks'))
    return {};
  try {
    return objectOf(load(text, { schema: GO_YAML }));
  } catch {
    return {};
  }
}
