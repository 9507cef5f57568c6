import { gatewayApiVersionServed } from '../../lib/analysis/rules/gateway-api-version-served';
import { testRule } from './rule-cases';

const definition = (name: string, version: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${name}.gateway.networking.k8s.io
  annotations:
    gateway.networking.k8s.io/bundle-version: ${version}
`;
const found = [
  'CustomResourceDefinition tlsroutes.gateway.networking.k8s.io metadata.annotations["gateway.networking.k8s.io/bundle-version"]:6',
];

testRule(gatewayApiVersionServed, [
  ['an older release', definition('tlsroutes', 'v1.4.1'), found],
  ['the release', definition('tlsroutes', 'v1.5.0'), []],
  ['a release of before it', definition('tlsroutes', 'v1.5.0-rc.1'), []],
  ['a kind that Istio always reads', definition('httproutes', 'v0.8.0'), []],
  ['no release', definition('tlsroutes', 'monthly-2026.01'), []],
]);
