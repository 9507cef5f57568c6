import { sourceEntries } from '../authorization-entries';
import { fitsPattern } from '../authorization-pattern';
import { knownIdentities, trustDomains } from '../identities';
import { knownNamespaces } from '../known-namespaces';
import type { Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';
const PRINCIPAL = /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/;

/** A principal is `<trust domain>/ns/<namespace>/sa/<service account>`; nobody has any other. */
export const authorizationPrincipalKnown: Rule = {
  code: 'EVM204',
  name: 'authorization-principal-known',
  aliases: ['KIA0106'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy names a principal that no workload has',
  reads: [POLICY, '/Namespace', '/ServiceAccount', 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      for (const { value, path } of sourceEntries(manifest, 'principals')) {
        const reason = reasonOf(mesh, value, manifest.namespace);
        if (reason === undefined) continue;
        report({
          manifest,
          path,
          message: `no caller has the principal '${value}': ${reason}`,
          remedy: 'write <trust domain>/ns/<namespace>/sa/<service account> of the workload that calls',
        });
      }
    }
  },
};

function reasonOf(mesh: Mesh, pattern: string, home: string): string | undefined {
  const domains = trustDomains(mesh);
  if (domains.some((domain) => isIdentity(mesh, domain, pattern))) return undefined;
  const [, domain = '', namespace = '', account = ''] = PRINCIPAL.exec(pattern) ?? [];
  if (namespace === '') {
    // A pattern may mean somebody whom the manifests do not show.
    if (pattern.includes('*')) return isDoubleStar(pattern) ? 'a star stands at one end alone' : undefined;
    return 'it is not of the form <trust domain>/ns/<namespace>/sa/<service account>';
  }
  if (isDoubleStar(pattern)) return 'a star stands at one end alone, and at the other for itself';
  if (pattern.includes('*') || !domains.includes(domain)) return undefined;
  if (account === 'default') return undefined;
  if (namespace !== home && !knownNamespaces(mesh).has(namespace)) return undefined;
  return `namespace ${namespace} has no service account ${account}`;
}

/** Whether somebody of a trust domain has the principal; without a star there is but one to look up. */
function isIdentity(mesh: Mesh, domain: string, pattern: string): boolean {
  const identities = knownIdentities(mesh);
  if (!pattern.includes('*')) {
    return pattern.startsWith(`${domain}/`) && identities.has(pattern.slice(domain.length + 1));
  }
  return [...identities].some((identity) => fitsPattern(pattern, `${domain}/${identity}`));
}

function isDoubleStar(pattern: string): boolean {
  return pattern.length > 1 && pattern.startsWith('*') && pattern.endsWith('*');
}
