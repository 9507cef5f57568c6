import { gatewayWorkloads } from './gateway-workloads';
import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { workloadTypes } from '../mesh/workloads';
import { objectOf, objectsOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';
/** What makes Secrets in the cluster. */
const CERTIFICATE = 'cert-manager.io/Certificate';
const EXTERNAL = 'external-secrets.io/ExternalSecret';
const SEALED = 'bitnami.com/SealedSecret';

/** The kinds that tell which Secrets gateways need, and who makes them. */
export const credentialTypes: readonly string[] = [
  GATEWAY,
  '/Secret',
  CERTIFICATE,
  EXTERNAL,
  SEALED,
  ...workloadTypes,
];

/** A TLS secret that a server of a Gateway names. */
export interface GatewayCredential {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly name: string;
  /** Where it has to be: with the gateway's pods. */
  readonly namespace: string;
  readonly secret: Manifest | undefined;
  /** Whether some other object makes the Secret in the cluster. */
  readonly isMade: boolean;
}

/** The secrets of the Gateways whose pods are in the set; where the others look for theirs is not known. */
export function credentialsOf(mesh: Mesh): readonly GatewayCredential[] {
  return mesh.of(GATEWAY).flatMap((manifest) => {
    const pods = gatewayWorkloads(mesh, textFieldsOf(manifest.spec['selector']));
    const [namespace] = pods.map((workload) => workload.namespace).sort();
    if (namespace === undefined) return [];
    return objectsOf(manifest.spec['servers']).flatMap((server, index) => {
      const written = textOf(objectOf(server['tls'])['credentialName']) ?? '';
      if (written === '') return [];
      const [home, name] = written.includes('/')
        ? (written.split('/', 2) as [string, string])
        : [namespace, written];
      return [
        {
          manifest,
          path: ['spec', 'servers', index, 'tls', 'credentialName'],
          name,
          namespace: home,
          secret: mesh.find('/Secret', home, name),
          isMade: isMade(mesh, home, name),
        },
      ];
    });
  });
}

function isMade(mesh: Mesh, namespace: string, name: string): boolean {
  const makes = (manifest: Manifest, target: unknown): boolean =>
    manifest.namespace === namespace && (textOf(target) ?? manifest.name) === name;
  return (
    mesh.of(CERTIFICATE).some((one) => makes(one, one.spec['secretName'])) ||
    mesh.of(EXTERNAL).some((one) => makes(one, objectOf(one.spec['target'])['name'])) ||
    mesh.of(SEALED).some((one) => makes(one, undefined))
  );
}
