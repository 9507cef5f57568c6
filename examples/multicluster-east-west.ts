// The gateways by which clusters in networks of their own reach each other's services: with sidecars by mutual TLS that
// is passed on by its server name, in ambient mode by HBONE. A mesh has one of the two in each cluster; both must not be
// open to the internet.
import { Chart } from 'cdk8s';
import { EastWestMode, MultiClusterEastWestGateway } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { InjectedGateway } from './apps/injected-gateway';

export default class MulticlusterEastWest extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'istio-system' });
    const network = 'network1';
    new InjectedGateway(this, 'gateway', {
      name: 'istio-eastwestgateway',
      namespace: 'istio-system',
      labels: { istio: 'eastwestgateway', 'topology.istio.io/network': network },
      ports: { 'status-port': 15021, tls: 15443 },
    });
    new MultiClusterEastWestGateway(this, 'sidecars', {
      name: 'cross-network-gateway',
      labels: { 'topology.istio.io/network': network },
    });
    new MultiClusterEastWestGateway(this, 'ambient', {
      name: 'istio-eastwest',
      mode: EastWestMode.ambient({ network }),
    });
  }
}
