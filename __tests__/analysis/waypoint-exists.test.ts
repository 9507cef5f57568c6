import { waypointExists } from '../../lib/analysis/rules/waypoint-exists';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule } from './rule-cases';

const waypoint = (namespace: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: ${namespace} }
`;
const elsewhere = `${useWaypoint}, istio.io/use-waypoint-namespace: edge`;
const field = 'metadata.labels["istio.io/use-waypoint"]';

testRule(waypointExists, [
  ['a namespace without', ambientShop({ namespace: `, ${useWaypoint}` }), [`Namespace shop ${field}:3`]],
  ['a namespace', ambientShop({ namespace: `, ${useWaypoint}` }) + waypoint('shop'), []],
  [
    'a Service without',
    ambientShop({ service: useWaypoint }) + waypoint('edge'),
    [`Service shop/cart ${field}:7`],
  ],
  ['a Service', ambientShop({ service: useWaypoint }) + waypoint('shop'), []],
  ['a waypoint elsewhere', ambientShop({ service: elsewhere }) + waypoint('edge'), []],
  ['none', ambientShop({ service: 'istio.io/use-waypoint: none' }), []],
  [
    'pods outside of ambient mode',
    ambientShop({ pods: `, ${useWaypoint}, istio.io/dataplane-mode: none` }) + waypoint('shop'),
    [`Deployment shop/cart spec.template.${field}:13 warning`],
  ],
  ['pods', ambientShop({ pods: `, ${useWaypoint}` }) + waypoint('shop'), []],
]);
