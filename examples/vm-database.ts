// Two databases on virtual machines, on the same port. Nothing in TCP tells hosts apart, so that each has a virtual
// address of its own; without one it would take the whole port. The machines have no proxy and get no mutual TLS.
import { Chart } from 'cdk8s';
import { MeshNamespace, ServiceEndpoints, ServiceEntry, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class VmDatabase extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const image = { repository: 'registry.example.com/worker', tag: '1.0.0' };
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    for (const [name, address, virtual] of [
      ['postgres', '10.0.0.50', '240.241.0.50'],
      ['archive', '10.0.0.51', '240.241.0.51'],
    ] as const) {
      const database = new ServiceEntry(this, name, {
        name: `${name}-vm`,
        hosts: [`${name}.internal`],
        location: 'MESH_INTERNAL',
        addresses: [virtual],
        ports: [{ port: 5432, protocol: 'postgres' }],
        endpoints: ServiceEndpoints.fixed({ address }),
      });
      worker.calls(database);
    }
  }
}
