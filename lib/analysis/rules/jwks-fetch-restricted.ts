import type { Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const DEPLOYMENT = 'apps/Deployment';
const AUTHENTICATION = 'security.istio.io/RequestAuthentication';
const BLOCKED = 'BLOCKED_CIDRS_IN_JWKS_URIS';

/** istiod fetches the keys of token issuers from where a RequestAuthentication says. */
export const jwksFetchRestricted: Rule = {
  code: 'EVM156',
  name: 'jwks-fetch-restricted',
  aliases: ['IST0175'],
  severity: 'warning',
  preset: 'recommended',
  summary: "istiod fetches token issuers' keys from any address that a RequestAuthentication names",
  reads: [DEPLOYMENT, AUTHENTICATION],
  check(mesh, report) {
    const policies = mesh
      .of(AUTHENTICATION)
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort();
    if (policies.length === 0) return;
    for (const manifest of mesh.of(DEPLOYMENT)) {
      if (manifest.labels['app'] !== 'istiod' || isRestricted(manifest)) continue;
      const more = policies.length > 5 ? ` and ${policies.length - 5} more` : '';
      report({
        manifest,
        path: ['spec', 'template', 'spec', 'containers'],
        message: `istiod may be sent to internal addresses by the jwksUri of ${policies.slice(0, 5).join(', ')}${more}`,
        remedy: `set ${BLOCKED} in its environment to the blocks of addresses that it must not fetch from`,
      });
    }
  },
};

function isRestricted({ spec }: Manifest): boolean {
  const pod = objectOf(objectOf(spec['template'])['spec']);
  return objectsOf(pod['containers'])
    .flatMap(({ env }) => objectsOf(env))
    .some(({ name, value }) => name === BLOCKED && Boolean(textOf(value)));
}
