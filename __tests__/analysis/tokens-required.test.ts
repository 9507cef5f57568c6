import { tokensRequired } from '../../lib/analysis/rules/tokens-required';
import { testRule } from './rule-cases';

const object = (kind: string, namespace: string, spec: string): string => `---
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: tokens, namespace: ${namespace} }
spec: { ${spec} }
`;
const tokens = (target = '', namespace = 'shop'): string =>
  object('RequestAuthentication', namespace, `jwtRules: [{ issuer: a }] ${target}`);
const policy = (rule: string, target = '', namespace = 'shop'): string =>
  object('AuthorizationPolicy', namespace, `rules: [{ ${rule} }] ${target}`);
const required = "from: [{ source: { requestPrincipals: ['*'] } }]";
const cart = ', selector: { matchLabels: { app: cart } }';
const till = ', selector: { matchLabels: { app: till } }';
const found = ['RequestAuthentication shop/tokens spec.jwtRules:5'];

testRule(tokensRequired, [
  ['no policy', tokens(), found],
  ['a policy about something else', tokens() + policy('to: [{ operation: { methods: [GET] } }]'), found],
  ['a policy', tokens() + policy(required), []],
  [
    'a policy by a claim',
    tokens() + policy("when: [{ key: 'request.auth.claims[group]', values: [a] }]"),
    [],
  ],
  ['a policy for the same pods', tokens(cart) + policy(required, cart), []],
  ['a policy for some of the pods', tokens() + policy(required, cart), []],
  ['a policy for other pods', tokens(cart) + policy(required, till), found],
  ['a policy of another namespace', tokens() + policy(required, '', 'bank'), found],
  ['a policy of the mesh', tokens() + policy(required, '', 'istio-system'), []],
  [
    'a policy for another Service',
    tokens(', targetRefs: [{ kind: Service, name: cart }]') +
      policy(required, ', targetRefs: [{ kind: Service, name: till }]'),
    found,
  ],
  ['no tokens', object('RequestAuthentication', 'shop', ''), []],
  [
    'routes by a claim',
    `${tokens()}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: a, namespace: shop }
spec: { http: [{ match: [{ headers: { '@request.auth.claims.group': { exact: a } } }] }] }
`,
    [],
  ],
]);
