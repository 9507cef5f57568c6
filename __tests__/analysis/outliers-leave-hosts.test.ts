import { outliersLeaveHosts } from '../../lib/analysis/rules/outliers-leave-hosts';
import { testRule } from './rule-cases';

const rule = (spec: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { ${spec} }
`;
const all = 'outlierDetection: { maxEjectionPercent: 100 }';
const at = (place: string): string[] => [
  `DestinationRule shop/cart ${place}.outlierDetection.maxEjectionPercent:5`,
];

testRule(outliersLeaveHosts, [
  ['all', rule(`trafficPolicy: { ${all} }`), at('spec.trafficPolicy')],
  ['a subset', rule(`subsets: [{ trafficPolicy: { ${all} } }]`), at('spec.subsets[0].trafficPolicy')],
  [
    'a port',
    rule(`trafficPolicy: { portLevelSettings: [{ ${all} }] }`),
    at('spec.trafficPolicy.portLevelSettings[0]'),
  ],
  ['some', rule('trafficPolicy: { outlierDetection: { maxEjectionPercent: 99 } }'), []],
  [
    'all while enough are healthy',
    rule('trafficPolicy: { outlierDetection: { maxEjectionPercent: 100, minHealthPercent: 50 } }'),
    [],
  ],
]);
