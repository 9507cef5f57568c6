// Virtual machines of one kind: istiod registers each that connects with the group's account, and the Service leads to
// machines and pods alike. The machines are in another network, which is reached by its gateway. One that registers
// nothing itself is written down.
import { Chart } from 'cdk8s';
import { MeshNamespace, ReadinessProbe, WorkloadEntry, WorkloadGroup } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class VmWorkloadGroup extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'vm-namespace' });
    new MeshNamespace(this, 'namespace', { name: 'vm-namespace' });
    openService(this, 'customers');
    openService(this, 'web-frontend');
    const template = { serviceAccount: 'customers', ports: { http: 8080 }, network: 'vm-network' };
    new WorkloadGroup(this, 'group', {
      name: 'customers-workload',
      workloadLabels: { app: 'customers' },
      template,
      probe: ReadinessProbe.httpGet({ path: '/health', port: 8080, periodSeconds: 5 }),
    });
    new WorkloadEntry(this, 'machine', {
      name: 'customers-vm-1',
      endpoint: { ...template, address: '10.0.0.50', labels: { app: 'customers' } },
    });
  }
}
