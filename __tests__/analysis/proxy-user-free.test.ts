import { proxyUserFree } from '../../lib/analysis/rules/proxy-user-free';
import { testRule } from './rule-cases';

const pod = (spec: string, labels = '{}'): string => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: ${labels} }
spec:
  ${spec}
`;
const user = 'securityContext: { runAsUser: 1337 }';
const job = `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers:
        - { name: web, ${user} }
`;

testRule(proxyUserFree, [
  ['a pod', pod(user), ['Pod shop/web spec.securityContext.runAsUser:5']],
  [
    'a container of any kind',
    job,
    ['Job shop/web spec.template.spec.containers[0].securityContext.runAsUser:8'],
  ],
  ['the proxy itself', pod(`containers: [{ name: istio-proxy, ${user} }]`), []],
  ['the operator', pod(`containers: [{ name: istio-operator, ${user} }]`), []],
  [
    'the second container',
    pod(`containers: [{ name: a }, { name: b, ${user} }]`),
    ['Pod shop/web spec.containers[1].securityContext.runAsUser:5'],
  ],
  ['another user', pod('securityContext: { runAsUser: 1000 }'), []],
  ['the control plane', pod(user, '{ istio: pilot }'), []],
]);
