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
const target = (name: string, kind = 'Service', other = ''): string =>
  `, targetRefs: [{ kind: ${kind}, name: ${name} }${other && `, { kind: Service, name: ${other} }`}]`;
const cartTarget = target('cart');
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
  ['one of two denials', allow(to('methods: [GET]')) + deny(`${to('methods: [POST]')} }, {`), found],
  ['the same target', allow('', cartTarget) + deny('', cartTarget), found],
  ['another target', allow('', cartTarget) + deny('', target('till')), []],
  ['a target of another kind', allow('', cartTarget) + deny('', target('cart', 'Gateway')), []],
  ['a target of two', allow('', target('cart', 'Service', 'till')) + deny('', cartTarget), []],
  ['a target beside pods', allow('', cartTarget) + deny(''), []],
  ['pods beside a target', allow('') + deny('', cartTarget), []],
  ['the target of another namespace', allow('', cartTarget) + deny('', cartTarget, 'istio-system'), []],
  ['two paths of which one is denied', allow(to('paths: [/a, /b]')) + deny(to('paths: [/a]')), []],
  ['a path by one of two patterns', allow(to('paths: [/a]')) + deny(to('paths: [/b, /a]')), found],
  ['any path of a denied method', allow(to('methods: [GET]')) + deny(to('methods: [GET], paths: [/a]')), []],
  ['everything by a star', allow(to('paths: ["/a*"]')) + deny(to('paths: ["*"]')), found],
  ['a suffix under a suffix', allow(to('paths: ["*/a/b"]')) + deny(to('paths: ["*/b"]')), found],
  ['a suffix under a prefix', allow(to('paths: ["*/a"]')) + deny(to('paths: ["/*"]')), []],
  ['a prefix under a suffix', allow(to('paths: ["/a*"]')) + deny(to('paths: ["*a*"]')), []],
  [
    'one of two callers',
    allow('from: [{ source: { namespaces: [a] } }, { source: { namespaces: [b] } }]') +
      deny(from('namespaces: [a]')),
    [],
  ],
  [
    'a caller of two that are denied',
    allow(from('namespaces: [b]')) +
      deny('from: [{ source: { namespaces: [a] } }, { source: { namespaces: [b] } }]'),
    found,
  ],
  [
    'a condition with more values',
    allow('when: [{ key: source.ip, values: [a, c] }]') + deny('when: [{ key: source.ip, values: [a, b] }]'),
    [],
  ],
  [
    'a condition on something else',
    allow('when: [{ key: remote.ip, values: [a] }]') + deny('when: [{ key: source.ip, values: [a] }]'),
    [],
  ],
  ['an action of its own', allow('', ', action: AUDIT') + deny(''), []],
]);
