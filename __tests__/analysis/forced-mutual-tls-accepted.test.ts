import { forcedMutualTlsAccepted } from '../../lib/analysis/rules/forced-mutual-tls-accepted';
import {
  destinationRule as rule,
  meshSettings as settings,
  peerAuthentication as peers,
} from './manifest-texts';
import { testRule } from './rule-cases';

const calling = (namespace: string, host: string, mode = 'ISTIO_MUTUAL'): string =>
  rule('all', namespace, `{ host: '${host}', trafficPolicy: { tls: { mode: ${mode} } } }`);
const shop = calling('shop', '*.shop.svc.cluster.local');
const at = (namespace: string): readonly string[] => [
  `DestinationRule ${namespace}/all spec.trafficPolicy.tls.mode:4`,
];

testRule(forcedMutualTlsAccepted, [
  ['all services of the mesh', calling('istio-system', '*.local'), at('istio-system'), ['KIA0205']],
  ['all services of a namespace', shop, at('shop'), ['KIA0206']],
  [
    'a certificate of its own',
    calling('istio-system', '*.shop.svc.cluster.local', 'MUTUAL'),
    at('istio-system'),
  ],
  ['callers that do nothing by themselves', shop + settings('enableAutoMtls: false'), at('shop')],
  ['the policy of another namespace', shop + peers('web', 'STRICT'), at('shop')],
  ['a policy of the namespace', shop + peers('shop', 'STRICT'), []],
  ['a policy that accepts both', shop + peers('shop', 'PERMISSIVE'), []],
  ['a policy of the mesh', shop + peers('istio-system', 'STRICT'), []],
  ['another mode', calling('shop', '*.shop.svc.cluster.local', 'SIMPLE'), []],
  ['one service, whose pods the author knows', calling('shop', 'orders'), []],
  ['hosts outside of the cluster', calling('shop', '*.example.com'), []],
]);
