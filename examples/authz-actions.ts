// The four actions in the order in which proxies ask for them: CUSTOM asks somebody else, DENY refuses, ALLOW lets
// through, and AUDIT decides nothing. The provider `ext-authz` has to be among `extensionProviders` of the mesh's
// configuration, and AUDIT shows nothing without a plugin that reads its marks. A policy in a dry run only logs.
import { Chart } from 'cdk8s';
import {
  AuthorizationAction,
  AuthorizationPolicy,
  MeshNamespace,
  type AuthorizationPolicyProps,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const POLICIES: Readonly<Record<string, AuthorizationPolicyProps>> = {
  '1-custom': { action: AuthorizationAction.custom('ext-authz'), rules: [{ to: [{ paths: ['/login*'] }] }] },
  '2-deny': { action: AuthorizationAction.deny(), rules: [{ to: [{ paths: ['/admin*'], ports: [8080] }] }] },
  '3-allow': { action: AuthorizationAction.allow(), rules: [{ to: [{ methods: ['GET'] }] }] },
  '4-audit': { action: AuthorizationAction.audit(), rules: [{ to: [{ paths: ['/orders*'] }] }] },
  '5-dry-run': {
    action: AuthorizationAction.deny(),
    dryRun: true,
    rules: [{ to: [{ paths: ['/old*'], ports: [8080] }] }],
  },
};

export default class AuthzActions extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    openService(this, 'web-frontend');
    openService(this, 'customers');
    for (const [name, policy] of Object.entries(POLICIES)) {
      const selectorLabels = { app: 'customers' };
      new AuthorizationPolicy(this, `policy-${name}`, { ...policy, name, selectorLabels });
    }
  }
}
