// A host outside is called through the egress gateway, by TLS that only caller and host can read. The direct way is
// closed twice: the worker's proxy knows the host by way of the gateway alone, and its packets may go to the gateway's
// pods alone.
import { Chart } from 'cdk8s';
import { EgressGateway, EgressProtocol, MeshNamespace, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class EgressGatewayTls extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const image = { repository: 'registry.example.com/worker', tag: '1.0.0' };
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    const external = new EgressGateway(this, 'egress', {
      name: 'egress-gateway',
      host: 'external-service.com',
      protocol: EgressProtocol.tls(),
    });
    worker.calls(external);
  }
}
