import { knownIdentities } from '../identities';
import type { Rule } from '../rule';
import { workloadTypes } from '../../mesh/workloads';
import { objectOf, textOf } from '../../vocabulary/json-fields';

const GROUP = 'networking.istio.io/WorkloadGroup';

/** A machine gets its identity by the token of a ServiceAccount, which has to be there. */
export const workloadGroupAccountExists: Rule = {
  code: 'EVM242',
  name: 'workload-group-account-exists',
  aliases: ['KIA1701'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the machines of a WorkloadGroup run under a ServiceAccount that is not there',
  reads: [GROUP, '/Namespace', '/ServiceAccount', 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(GROUP)) {
      const account = textOf(objectOf(manifest.spec['template'])['serviceAccount']) ?? 'default';
      const identity = `ns/${manifest.namespace}/sa/${account}`;
      if (account === '' || account === 'default' || knownIdentities(mesh).has(identity)) continue;
      report({
        manifest,
        path: ['spec', 'template', 'serviceAccount'],
        message: `namespace ${manifest.namespace} has no ServiceAccount '${account}', which the machines need for their certificate`,
        remedy: 'add the ServiceAccount, or correct the name',
      });
    }
  },
};
