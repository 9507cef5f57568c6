// Three of ten visitors see the other version of the shop's page.
import { Chart } from 'cdk8s';
import { Canary, IngressGateway, MeshRouting } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Boutique } from './apps/boutique';

export default class BoutiqueFrontendSplit extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'online-boutique' });
    const { services } = new Boutique(this);
    services.frontend.addVersion({
      version: 'v1',
      image: { repository: 'gcr.io/google-samples/microservices-demo/frontend', tag: 'v0.9.0' },
    });
    new Canary(this, 'split', {
      backend: services.frontend,
      stable: 'original',
      canary: 'v1',
      weight: 30,
      routing: MeshRouting.istio({
        gateways: [new IngressGateway(this, 'gateway', { name: 'frontend-gateway', hosts: ['*'] })],
      }),
    });
  }
}
