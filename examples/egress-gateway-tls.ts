// A host outside is called through the egress gateway, by TLS that only caller and host can read. The direct way is
// closed twice: the worker's proxy knows the host by way of the gateway alone, and its packets may go to the gateway's
// pods alone.
import { Chart } from 'cdk8s';
import {
  EgressGateway,
  EgressGatewayContract,
  EgressProtocol,
  MeshNamespace,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { InjectedGateway } from './apps/injected-gateway';

export default class EgressGatewayTls extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'istio-egress']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    new InjectedGateway(this, 'gateway', {
      name: 'istio-egressgateway',
      namespace: 'istio-egress',
      labels: { app: 'istio-egressgateway', istio: 'egressgateway' },
      type: 'ClusterIP',
      ports: { tls: 443 },
    });
    const image = { repository: 'registry.example.com/worker', tag: '1.0.0' };
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    const external = new EgressGateway(this, 'egress', {
      name: 'egress-gateway',
      host: 'external-service.com',
      protocol: EgressProtocol.tls(),
      contract: EgressGatewayContract.helmRelease('istio-egressgateway'),
    });
    worker.calls(external);
  }
}
