import { ambientTrafficRuleHasWaypoint } from '../../lib/analysis/rules/ambient-traffic-rule-has-waypoint';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule, type RuleCase } from './rule-cases';

const routes = (host: string, gateways = '[mesh]', protocol = 'http'): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  gateways: ${gateways}
  hosts: ['${host}']
  ${protocol}: [{ route: [{ destination: { host: cart } }] }]
---
`;
const rule = (policy: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy: { ${policy} }
`;
const pool = 'connectionPool: { http: { http1MaxPendingRequests: 1 } }';
const found = ['VirtualService shop/cart spec.hosts[0]:21'];
const ruleFound = ['DestinationRule shop/cart spec.host:20'];

testRule(ambientTrafficRuleHasWaypoint, [
  ['routes to a Service', ambientShop() + routes('cart'), found, ['KIA1113']],
  ['routes to a Service behind a waypoint', ambientShop({ service: useWaypoint }) + routes('cart'), []],
  ['routes of TLS', ambientShop() + routes('cart', '[mesh]', 'tls'), found],
  ['routes of TCP', ambientShop() + routes('cart', '[mesh]', 'tcp'), []],
  ['routes of a gateway', ambientShop() + routes('cart', '[entrance]'), []],
  ['routes to what nobody knows', ambientShop() + routes('pay.example.com'), found, ['KIA1109']],
  [
    'routes by the waypoint of the namespace',
    ambientShop({ namespace: `, ${useWaypoint}` }) + routes('a.org'),
    [],
  ],
  ['a pool', ambientShop() + rule(pool), ruleFound, ['KIA0211']],
  ...['httpHeaderName: a', 'httpCookie: { name: a }', 'httpQueryParameterName: a'].map((by): RuleCase => [
    `a hash by ${by}`,
    ambientShop() + rule(`loadBalancer: { consistentHash: { ${by} } }`),
    ruleFound,
  ]),
  ['a hash by address', ambientShop() + rule('loadBalancer: { consistentHash: { useSourceIp: true } }'), []],
  [
    'outliers by gateways',
    ambientShop() + rule('outlierDetection: { consecutiveGatewayErrors: 1 }'),
    ruleFound,
  ],
  ['outliers by connections', ambientShop() + rule('outlierDetection: { interval: 1s }'), []],
  [
    'a pool of a subset',
    ambientShop() +
      rule('').replace('trafficPolicy: {  }', `subsets: [{ name: a, trafficPolicy: { ${pool} } }]`),
    ruleFound,
  ],
  ['a port', ambientShop() + rule(`portLevelSettings: [{ ${pool} }]`), ruleFound],
  ['a hash', ambientShop() + rule('loadBalancer: { consistentHash: { httpHeaderName: a } }'), ruleFound],
  ['outliers', ambientShop() + rule('outlierDetection: { consecutive5xxErrors: 1 }'), ruleFound],
  ['connections', ambientShop() + rule('connectionPool: { tcp: { maxConnections: 1 } }'), []],
  ['a pool of a gateway', ambientShop() + routes('cart', '[entrance]') + rule(pool), []],
  ['a pool behind a waypoint', ambientShop({ service: useWaypoint }) + rule(pool), []],
  [
    'a pool for what nobody knows',
    ambientShop() + rule(pool).replace('host: cart', 'host: pay.example.com'),
    ruleFound,
    ['KIA0210'],
  ],
]);
