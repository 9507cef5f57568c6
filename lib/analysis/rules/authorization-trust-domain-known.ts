import { sourceEntries } from '../authorization-entries';
import { trustDomains } from '../identities';
import type { Rule } from '../rule';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** Identities of other trust domains reach a mesh only when their roots are trusted. */
export const authorizationTrustDomainKnown: Rule = {
  code: 'EVM205',
  name: 'authorization-trust-domain-known',
  aliases: ['KIA0108'],
  severity: 'warning',
  preset: 'recommended',
  summary: "an AuthorizationPolicy names a principal of a trust domain that is not the mesh's",
  reads: [POLICY],
  check(mesh, report) {
    const domains = trustDomains(mesh);
    for (const manifest of mesh.of(POLICY)) {
      for (const list of ['principals', 'notPrincipals']) {
        for (const { value, path } of sourceEntries(manifest, list)) {
          const [domain = ''] = value.split('/ns/', 1);
          if (!value.includes('/ns/') || domain.includes('*') || domains.includes(domain)) continue;
          report({
            manifest,
            path,
            message: `'${domain}' is no trust domain of the mesh, which has ${domains.join(', ')}`,
            remedy: `write ${domains[0] ?? ''}, or add the domain to trustDomainAliases of the mesh`,
          });
        }
      }
    }
  },
};
