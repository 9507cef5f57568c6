// Customers are served by two virtual machines and by pods, under one name: the service takes whatever carries the label
// in its own namespace.
import { Chart } from 'cdk8s';
import { MeshNamespace, ServiceEndpoints, ServiceEntry, WorkloadEntry } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class VmServiceEntry extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    openService(this, 'customers');
    openService(this, 'web-frontend');
    for (const [instance, address] of Object.entries({ vm1: '1.0.0.0', vm2: '2.0.0.0' })) {
      new WorkloadEntry(this, instance, {
        name: instance.replace('vm', 'customers-vm-'),
        endpoint: {
          address,
          labels: { app: 'customers', 'instance-id': instance },
          serviceAccount: 'customers',
        },
      });
    }
    new ServiceEntry(this, 'service', {
      name: 'customers-svc',
      hosts: ['customers.com'],
      location: 'MESH_INTERNAL',
      ports: [{ port: 80, targetPort: 8080, protocol: 'http' }],
      endpoints: ServiceEndpoints.selected({ app: 'customers' }),
    });
  }
}
