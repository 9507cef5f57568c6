import { jobEnds } from '../../lib/analysis/rules/job-ends';
import { testRule } from './rule-cases';

const mesh = (annotation: string, injection = 'enabled', command = '[run]'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: ${injection} } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        metadata: { annotations: { ${annotation} } }
        spec: { containers: [{ command: ${command} }] }
`;
const path = 'spec.jobTemplate.spec.template.metadata.annotations["sidecar.istio.io/nativeSidecar"]:13';

testRule(jobEnds, [
  ['an ordinary sidecar', mesh("sidecar.istio.io/nativeSidecar: 'false'"), [`CronJob shop/report ${path}`]],
  ['a sidecar of some kind', mesh(''), [`CronJob shop/report ${path} info`]],
  ['a native sidecar', mesh("sidecar.istio.io/nativeSidecar: 'true'"), []],
  ['no sidecar', mesh('', 'disabled'), []],
  ['one that is asked to end', mesh('', 'enabled', "[sh, -c, 'run; curl localhost:15020/quitquitquit']"), []],
]);
