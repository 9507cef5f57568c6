import { Duration, type Chart } from 'cdk8s';
import { TargetRef } from '../../lib/edges/policy-target';
import { AuthorizationAction } from '../../lib/security/authorization-action';
import { AuthorizationCondition } from '../../lib/security/authorization-condition';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import { JwtKeys } from '../../lib/security/jwt-keys';
import { PeerAuthentication } from '../../lib/security/peer-authentication';
import { RequestAuthentication } from '../../lib/security/request-authentication';
import { TokenLocation } from '../../lib/security/token-location';

/** The constructs of the room with every field that Istio's kinds have. */
export function everyField(chart: Chart): void {
  const targetRefs = [TargetRef.gateway({ name: 'edge' })];
  const selectorLabels = { app: 'orders' };
  new AuthorizationPolicy(chart, 'Policy', {
    selectorLabels,
    action: AuthorizationAction.deny(),
    rules: [
      {
        from: [
          {
            principals: ['cluster.local/ns/shop/sa/web'],
            notPrincipals: ['*/sa/admin'],
            namespaces: ['shop'],
            notNamespaces: ['test'],
            trustDomains: ['cluster.local'],
            notTrustDomains: ['other.example.com'],
            requestPrincipals: ['*'],
            notRequestPrincipals: ['https://a.example.com/*'],
            ipBlocks: ['10.0.0.0/16'],
            notIpBlocks: ['10.0.0.7'],
            remoteIpBlocks: ['192.0.2.0/24'],
            notRemoteIpBlocks: ['2001:db8::/32'],
          },
          { serviceAccounts: ['shop/web'], notServiceAccounts: ['web'] },
        ],
        to: [
          {
            hosts: ['*.example.com'],
            notHosts: ['admin.example.com'],
            ports: [8080],
            notPorts: [15020],
            methods: ['GET'],
            notMethods: ['DELETE'],
            paths: ['/api/*', '/v1/{*}/orders'],
            notPaths: ['/api/admin*'],
          },
        ],
        when: [AuthorizationCondition.requestHeader('x-api', { values: ['v1'], notValues: ['v0'] })],
      },
    ],
  });
  new AuthorizationPolicy(chart, 'External', {
    targetRefs,
    action: AuthorizationAction.custom('opa'),
    rules: [{}],
  });
  new PeerAuthentication(chart, 'Mtls', { selectorLabels, portModes: { 8080: 'UNSET' } });
  new RequestAuthentication(chart, 'Login', {
    selectorLabels,
    jwtRules: [
      {
        issuer: 'https://a.example.com',
        keys: JwtKeys.inline({ keys: [{ kty: 'RSA' }] }),
        audiences: ['orders'],
        from: [
          TokenLocation.header('x-token', { prefix: 'JWT ' }),
          TokenLocation.queryParameter('token'),
          TokenLocation.cookie('session'),
        ],
        forwardOriginalToken: true,
        outputPayloadToHeader: 'x-payload',
        outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }],
        spaceDelimitedClaims: ['groups'],
        timeout: Duration.seconds(2),
      },
    ],
  });
  new RequestAuthentication(chart, 'GatewayLogin', {
    targetRefs,
    jwtRules: [{ keys: JwtKeys.fromUri('https://a.example.com/keys') }],
  });
}
