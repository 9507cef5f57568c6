import { workloadGroupAccountExists } from '../../lib/analysis/rules/workload-group-account-exists';
import { testRule } from './rule-cases';

const group = (account: string): string => `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger, namespace: bank }
spec: { template: { ${account} } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ledger, namespace: bank }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: bank }
spec: { serviceAccountName: web }
`;
const found = ['WorkloadGroup bank/ledger spec.template.serviceAccount:5'];

testRule(workloadGroupAccountExists, [
  ['nobody', group('serviceAccount: leger'), found],
  ['a ServiceAccount', group('serviceAccount: ledger'), []],
  ['that of a pod', group('serviceAccount: web'), []],
  ['the default', group(''), []],
]);
