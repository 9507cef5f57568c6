import { subsetSelectsWorkload } from '../../lib/analysis/rules/subset-selects-workload';
import { testRule } from './rule-cases';

const rule = (labels: string, host = 'cart'): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: ${host}
  subsets:
    - name: v1
      labels: ${labels}
`;
const object = (apiVersion: string, kind: string, spec: string, name = 'cart'): string => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;
const service = object('v1', 'Service', '{ selector: { app: cart } }');
const pods = (labels: string): string =>
  object('apps/v1', 'Deployment', `{ template: { metadata: { labels: ${labels} } } }`);
const entry = object(
  'networking.istio.io/v1',
  'ServiceEntry',
  '{ hosts: [a.org], endpoints: [{ address: 10.0.0.1, labels: { version: v1 } }] }',
);
const found = ['DestinationRule shop/cart spec.subsets[0].labels:8'];

testRule(subsetSelectsWorkload, [
  ['another version', rule('{ version: v2 }') + service + pods('{ app: cart, version: v1 }'), found],
  [
    'the version of another app',
    rule('{ version: v2 }') + service + pods('{ app: card, version: v2 }'),
    found,
  ],
  ['the version', rule('{ version: v1 }') + service + pods('{ app: cart, version: v1 }'), []],
  ['a zone of nodes', rule('{ topology.kubernetes.io/zone: a }') + service + pods('{ app: cart }'), []],
  ['endpoints of a ServiceEntry', rule('{ version: v1 }', 'a.org') + entry, []],
  ['other endpoints of it', rule('{ version: v2 }', 'a.org') + entry, found],
  ['an unknown host, which another rule finds', rule('{ version: v1 }'), []],
]);
