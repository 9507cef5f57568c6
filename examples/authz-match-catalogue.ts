// Everything that a rule can ask for: a service for each, with a policy that allows just that. What a field excludes
// stands beside what is allowed, since alone it would let everybody else in. Behind a gateway `remoteIpBlocks` sees the
// client. A shared key in a policy is no secret: whoever may read policies reads it.
import { Chart } from 'cdk8s';
import {
  AuthorizationCondition,
  AuthorizationPolicy,
  JwtKeys,
  MeshNamespace,
  RequestAuthentication,
  type AuthorizationRule,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const FRONTEND = 'cluster.local/ns/default/sa/web-frontend';
const HOST = 'by-host.default.svc.cluster.local';

const CATALOGUE: Readonly<Record<string, AuthorizationRule>> = {
  'by-principal': { from: [{ principals: [FRONTEND] }] },
  'by-service-account': { from: [{ serviceAccounts: ['default/web-frontend'] }] },
  'by-namespace': { from: [{ namespaces: ['default'] }] },
  'by-token': { from: [{ requestPrincipals: ['https://auth.example.com/*'] }] },
  'by-address': {
    from: [{ ipBlocks: ['10.0.0.0/16', '1.2.3.4', '9.8.7.6/15'], notIpBlocks: ['10.0.66.0/24'] }],
  },
  'by-client-address': { from: [{ remoteIpBlocks: ['1.2.3.4'], notRemoteIpBlocks: ['9.8.7.6/15'] }] },
  'all-but-principal': { from: [{ namespaces: ['default'], notPrincipals: [FRONTEND] }] },
  'all-but-namespace': { from: [{ principals: ['cluster.local/*'], notNamespaces: ['staging'] }] },
  'all-but-token': {
    from: [{ requestPrincipals: ['*'], notRequestPrincipals: ['https://auth.example.com/guest'] }],
  },
  'by-host': { to: [{ hosts: [HOST] }] },
  'all-but-host': { to: [{ methods: ['GET'], notHosts: ['all-but-host'] }] },
  'by-port': { to: [{ ports: [8080] }] },
  'by-other-port': { to: [{ ports: [9090] }] },
  'all-but-port': { to: [{ methods: ['GET'], notPorts: [9090] }] },
  'by-method': { to: [{ methods: ['GET', 'POST'] }] },
  'all-but-method': { from: [{ namespaces: ['default'] }], to: [{ notMethods: ['DELETE'] }] },
  'by-path': { to: [{ methods: ['GET'], paths: ['/api/users', '/health'] }] },
  'by-prefix': { to: [{ paths: ['/api/*', '/health'] }] },
  'all-but-path': { to: [{ methods: ['GET'], notPaths: ['/admin/*'] }] },
  'by-header': { when: [AuthorizationCondition.requestHeader('x-api-key', { values: ['secret-key-123'] })] },
  'by-claim': { when: [AuthorizationCondition.requestClaim('role', { values: ['admin'] })] },
  'by-destination-port': { when: [AuthorizationCondition.destinationPort({ values: ['8080'] })] },
  'all-but-source': {
    from: [{ namespaces: ['default'] }],
    when: [AuthorizationCondition.sourceIp({ notValues: ['10.0.1.1'] })],
  },
};

export default class AuthzMatchCatalogue extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'staging']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    openService(this, 'web-frontend');
    openService(this, 'reports');
    openService(this, 'reports', { namespace: 'staging' });
    for (const [name, rule] of Object.entries(CATALOGUE)) {
      const selectorLabels = { app: name };
      openService(this, name);
      new AuthorizationPolicy(this, `policy-${name}`, { name, selectorLabels, rules: [rule] });
    }
    new RequestAuthentication(this, 'tokens', {
      name: 'tokens',
      jwtRules: [
        {
          issuer: 'https://auth.example.com',
          keys: JwtKeys.fromUri('https://auth.example.com/.well-known/jwks.json'),
        },
      ],
    });
  }
}
