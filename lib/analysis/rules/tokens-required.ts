import { conditionKeys, sourceEntries } from '../authorization-entries';
import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { objectsOf } from '../../vocabulary/json-fields';

const REQUESTS = 'security.istio.io/RequestAuthentication';
const POLICY = 'security.istio.io/AuthorizationPolicy';
const ROUTES = 'networking.istio.io/VirtualService';
const CLAIMS = '@request.auth.claims';

/** A RequestAuthentication refuses wrong tokens, and lets requests without any token pass. */
export const tokensRequired: Rule = {
  code: 'EVM309',
  name: 'tokens-required',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'tokens are checked where they are sent, but no AuthorizationPolicy asks for one',
  reads: [REQUESTS, POLICY, ROUTES],
  check(mesh, report) {
    for (const manifest of mesh.of(REQUESTS)) {
      if (objectsOf(manifest.spec['jwtRules']).length === 0 || areUsed(mesh, manifest)) continue;
      report({
        manifest,
        path: ['spec', 'jwtRules'],
        message:
          'a request without a token passes, as no AuthorizationPolicy for the same pods asks for requestPrincipals',
        remedy:
          "add an AuthorizationPolicy that allows requestPrincipals: ['*'], or denies notRequestPrincipals",
      });
    }
  },
};

function areUsed(mesh: Mesh, authentication: Manifest): boolean {
  return (
    mesh.of(POLICY).some((policy) => asksForToken(policy) && mayMeet(mesh, authentication, policy)) ||
    mesh.of(ROUTES).some(({ spec }) => JSON.stringify(spec).includes(CLAIMS))
  );
}

function asksForToken(policy: Manifest): boolean {
  return (
    policy.spec['action'] === 'CUSTOM' ||
    ['requestPrincipals', 'notRequestPrincipals'].some((list) => sourceEntries(policy, list).length > 0) ||
    conditionKeys(policy).some(({ value }) => value.startsWith('request.auth.'))
  );
}

/** Whether both may be about the same pods: nothing in their namespaces, labels and targets contradicts that. */
function mayMeet(mesh: Mesh, one: Manifest, other: Manifest): boolean {
  const isRoot = (manifest: Manifest): boolean => manifest.namespace === mesh.config.rootNamespace;
  if (one.namespace !== other.namespace && !isRoot(one) && !isRoot(other)) return false;
  const [ones, others] = [policyTargets(one), policyTargets(other)];
  if (ones.length > 0 && others.length > 0) {
    return ones.some((a) => others.some((b) => a.name === b.name || a.kind !== b.kind));
  }
  const [labels, otherLabels] = [
    selectorLabels(one.spec['selector']),
    selectorLabels(other.spec['selector']),
  ];
  return Object.entries(labels).every(([key, value]) => (otherLabels[key] ?? value) === value);
}
