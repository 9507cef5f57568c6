import { claimRouteAuthenticated } from '../../lib/analysis/rules/claim-route-authenticated';
import { testRule } from './rule-cases';

const mesh = (match: string, gateway = 'public', more = ''): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  gateways: [${gateway}]
  http:
    - match:
        - ${match}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { selector: { app: edge } }
---
apiVersion: v1
kind: Pod
metadata: { name: gateway, namespace: edge, labels: { app: edge } }
${more}`;
const policy = (namespace: string, spec: string): string => `---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: a, namespace: ${namespace} }
spec: ${spec}
`;
const claim = 'headers: { "@request.auth.claims.a": { exact: b } }';
const found = ['VirtualService shop/web spec.http[0].match[0].headers["@request.auth.claims.a"]:8'];

testRule(claimRouteAuthenticated, [
  ['a claim that nobody reads', mesh(claim), found],
  [
    'a claim that must be missing',
    mesh(claim.replace('headers', 'withoutHeaders')),
    [(found[0] ?? '').replace('headers', 'withoutHeaders')],
  ],
  [
    'a policy for other pods',
    mesh(claim, 'public', policy('edge', '{ selector: { matchLabels: { app: web } } }')),
    found,
  ],
  [
    'a policy for the pods',
    mesh(claim, 'public', policy('edge', '{ selector: { matchLabels: { app: edge } } }')),
    [],
  ],
  ['a policy for the mesh', mesh(claim, 'public', policy('istio-system', '{}')), []],
  ['a header', mesh('headers: { a: { exact: b } }'), []],
  ['sidecars', mesh(claim, 'mesh'), []],
]);
