import { sidecarEgressHostExists } from '../../lib/analysis/rules/sidecar-egress-host-exists';
import { defaultSidecar as sidecar, serviceEntry as entry } from './manifest-texts';
import { testRule } from './rule-cases';

const orders = (annotations = '{}'): string => `apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop, annotations: ${annotations} }
spec: { ports: [{ name: http, port: 80 }] }
---
`;
const imports = (...hosts: readonly string[]): string =>
  sidecar('shop', JSON.stringify({ egress: [{ hosts }] }));
const at = (index: number): string => `Sidecar shop/default spec.egress[0].hosts[${index}]:4`;

testRule(sidecarEgressHostExists, [
  [
    'everything, a service, a pattern of services, an entry, under a wildcard entry',
    imports(
      './*',
      '*/orders.shop.svc.cluster.local',
      'shop/*.shop.svc.cluster.local',
      '*/a.com',
      '*/x.b.com',
    ) +
      orders() +
      entry('a', 'shop', '{ hosts: [a.com, "*.b.com"] }'),
    [],
  ],
  [
    'hosts that nobody has',
    imports('./ordres.shop.svc.cluster.local', '*/*.back.svc.cluster.local', '*/c.com') + orders(),
    [at(0), at(1), at(2)],
  ],
  [
    'a service that is not exported here',
    imports('./orders.shop.svc.cluster.local') + orders('{ networking.istio.io/exportTo: back }'),
    [at(0)],
    ['KIA1004'],
  ],
  [
    "a gateway of the installation, and a cluster's brokers",
    imports(
      '*/istio-egressgateway.istio-system.svc.cluster.local',
      './events-kafka-brokers.shop.svc.cluster.local',
    ) + 'apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: { name: events, namespace: shop }\n',
    [],
  ],
]);
