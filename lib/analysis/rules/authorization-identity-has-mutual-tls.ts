import { conditionKeys, sourceEntries, type AuthorizationEntry } from '../authorization-entries';
import { clientTlsMode, hostsOfPods, isMutualTls } from '../client-tls-mode';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { PeerAuthentications } from '../../mesh/peer-authentications';
import { workloadTypes } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';
const SOURCES = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
];
const CONDITIONS = ['source.principal', 'source.namespace', 'source.serviceAccount', 'connection.sni'];

/** Who calls is known from the certificate of mutual TLS alone. */
export const authorizationIdentityHasMutualTls: Rule = {
  code: 'EVM203',
  name: 'authorization-identity-has-mutual-tls',
  aliases: ['KIA0105'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy asks who calls, but callers and pods do not speak mutual TLS',
  reads: [
    POLICY,
    '/Service',
    'networking.istio.io/DestinationRule',
    'networking.istio.io/ServiceEntry',
    'security.istio.io/PeerAuthentication',
    ...workloadTypes,
  ],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      const entries = identityEntries(manifest);
      const obstacle = entries.length === 0 ? undefined : obstacleOf(mesh, manifest);
      if (obstacle === undefined) continue;
      for (const { value, path } of entries) {
        report({
          manifest,
          path,
          message: `'${value}' asks for the identity of the caller, which is known by mutual TLS alone, but ${obstacle.what}`,
          remedy: 'let both sides speak mutual TLS, or ask for something else, such as remoteIpBlocks',
          severity: obstacle.severity,
        });
      }
    }
  },
};

interface Obstacle {
  readonly what: string;
  /** An error where it is in the way of every caller. */
  readonly severity: 'error' | 'info';
}

function identityEntries(manifest: Manifest): readonly AuthorizationEntry[] {
  return [
    ...SOURCES.flatMap((list) => sourceEntries(manifest, list)),
    ...conditionKeys(manifest).filter(({ value }) => CONDITIONS.includes(value)),
  ];
}

/** What keeps the pods of the policy from mutual TLS, with all callers or with some; undefined when nothing does. */
function obstacleOf(mesh: Mesh, { spec, namespace }: Manifest): Obstacle | undefined {
  const labels = selectorLabels(spec['selector']);
  const { mode, manifest } = PeerAuthentications.of(mesh).modeOf(namespace, labels, 0);
  if (mode === 'DISABLE') {
    return { what: `PeerAuthentication ${manifest?.name ?? ''} accepts plain text alone`, severity: 'error' };
  }
  const hosts = hostsOfPods(mesh, namespace, labels);
  const modes = hosts.map((host) => clientTlsMode(mesh, host, namespace));
  if (!modes.some(isMutualTls)) {
    const what = `callers of ${hosts.join(', ')} use TLS mode ${modes[0] ?? 'DISABLE'}`;
    return { what, severity: 'error' };
  }
  if (mesh.config.autoMtls || manifest !== undefined) return undefined;
  const what =
    'the mesh has no automatic mutual TLS and no PeerAuthentication is for the pods: who no DestinationRule tells to speak it calls in plain text, without identity';
  return { what, severity: 'info' };
}
