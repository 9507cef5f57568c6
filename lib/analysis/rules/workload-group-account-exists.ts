import type { Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
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
      if (account === '' || account === 'default' || exists(mesh, manifest.namespace, account)) continue;
      report({
        manifest,
        path: ['spec', 'template', 'serviceAccount'],
        message: `namespace ${manifest.namespace} has no ServiceAccount '${account}', which the machines need for their certificate`,
        remedy: 'add the ServiceAccount, or correct the name',
      });
    }
  },
};

/** Whether the account is among the manifests, or something else runs under it. */
function exists(mesh: Mesh, namespace: string, account: string): boolean {
  return (
    mesh.find('/ServiceAccount', namespace, account) !== undefined ||
    mesh.workloads
      .in(namespace)
      .some(({ manifest, serviceAccount }) => manifest.type !== GROUP && serviceAccount === account)
  );
}
