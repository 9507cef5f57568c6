import { tracesSampled } from '../../lib/analysis/rules/traces-sampled';
import { testRule } from './rule-cases';

const telemetry = (tracing: string): string => `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec: { tracing: [{}, { ${tracing} }] }
`;

testRule(tracesSampled, [
  [
    'all',
    telemetry('randomSamplingPercentage: 100'),
    ['Telemetry shop/traces spec.tracing[1].randomSamplingPercentage:5'],
  ],
  ['a tenth', telemetry('randomSamplingPercentage: 10'), []],
  ['none that is reported', telemetry('randomSamplingPercentage: 100, disableSpanReporting: true'), []],
]);
