import { destinationRuleHostsDisjoint } from '../../lib/analysis/rules/destination-rule-hosts-disjoint';
import { destinationRule as rule } from './manifest-texts';
import { testRule } from './rule-cases';

const at = (name: string, line: number): string => `DestinationRule ${name} spec.host:${line}`;

testRule(destinationRuleHostsDisjoint, [
  [
    'one host said in two ways',
    rule('a', 'shop', '{ host: orders }') + rule('b', 'shop', '{ host: orders.shop.svc.cluster.local }'),
    [at('shop/a', 4), at('shop/b', 9)],
  ],
  [
    'a name and a pattern that covers it, in two namespaces',
    rule('a', 'shop', '{ host: orders }') + rule('b', 'back', '{ host: "*.shop.svc.cluster.local" }'),
    [at('back/b', 9), at('shop/a', 4)],
  ],
  [
    'two hosts',
    rule('a', 'shop', '{ host: orders }') +
      rule('b', 'shop', '{ host: carts }') +
      rule('c', 'back', '{ host: orders }'),
    [],
  ],
  [
    'different subsets',
    rule('a', 'shop', '{ host: orders, subsets: [{ name: v1 }] }') +
      rule('b', 'shop', '{ host: orders, subsets: [{ name: v2 }] }'),
    [],
  ],
  [
    'a common subset',
    rule('a', 'shop', '{ host: orders, subsets: [{ name: v1 }] }') +
      rule('b', 'shop', '{ host: orders, subsets: [{ name: v1 }] }'),
    [at('shop/a', 4), at('shop/b', 9)],
  ],
  [
    'mutual TLS for all',
    rule('a', 'shop', '{ host: orders }') +
      rule('b', 'istio-system', '{ host: "*.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }'),
    [],
  ],
  [
    'seen by nobody together',
    rule('a', 'shop', '{ host: o.com, exportTo: [.] }') + rule('b', 'back', '{ host: o.com, exportTo: [.] }'),
    [],
  ],
  [
    'for some callers alone',
    rule('a', 'shop', '{ host: o.com }') +
      rule('b', 'shop', '{ host: o.com, workloadSelector: { matchLabels: { app: a } } }'),
    [],
  ],
]);
