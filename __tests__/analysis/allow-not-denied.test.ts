import { allowNotDenied } from '../../lib/analysis/rules/allow-not-denied';
import { testRule } from './rule-cases';

const policy = (name: string, rule: string, fields = '', namespace = 'shop'): string => `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { rules: [{ ${rule} }] ${fields} }
`;
const allow = (rule: string, fields = ''): string => policy('allow', rule, fields);
const deny = (rule: string, fields = '', namespace = 'shop'): string =>
  policy('deny', rule, `, action: DENY ${fields}`, namespace);
const to = (operation: string): string => `to: [{ operation: { ${operation} } }]`;
const from = (source: string): string => `from: [{ source: { ${source} } }]`;
const cart = ', selector: { matchLabels: { app: cart } }';
const till = ', selector: { matchLabels: { app: till } }';
const found = ['AuthorizationPolicy shop/allow spec.rules[0]:5'];

testRule(allowNotDenied, [
  ['everything denied', allow(to('methods: [GET]')) + deny(''), found],
  ['a path under a prefix', allow(to('paths: [/admin/a]')) + deny(to('paths: [/admin*]')), found],
  ['a prefix under a prefix', allow(to('paths: [/admin/a*]')) + deny(to('paths: [/admin*]')), found],
  ['a prefix over a path', allow(to('paths: [/admin*]')) + deny(to('paths: [/admin/a]')), []],
  ['another method', allow(to('methods: [GET]')) + deny(to('methods: [POST]')), []],
  ['any path', allow('') + deny(to('paths: [/admin*]')), []],
  ['an exception', allow(from('principals: [a]')) + deny(from('notPrincipals: [a]')), []],
  [
    'the same exception',
    allow(from('namespaces: [a], notPrincipals: [b]')) + deny(from('notPrincipals: [b]')),
    found,
  ],
  [
    'a condition',
    allow('when: [{ key: source.ip, values: [a] }]') + deny('when: [{ key: source.ip, values: [a, b] }]'),
    found,
  ],
  ['another condition', allow('') + deny('when: [{ key: source.ip, values: [a] }]'), []],
  ['the same pods', allow('', cart) + deny('', cart), found],
  ['pods of the namespace', allow('', cart) + deny(''), found],
  ['other pods', allow('', cart) + deny('', till), []],
  ['some of the pods', allow('') + deny('', cart), []],
  ['the mesh', allow('') + deny('', '', 'istio-system'), found],
  ['another namespace', allow('') + deny('', '', 'bank'), []],
]);
