// Two versions of the HTTP API behind one Service, of which the second takes a tenth of the requests from outside.
import { Chart } from 'cdk8s';
import { Destination, DestinationRule, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image } from './apps/notifications';

export default class EventCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const api = backend(this);
    api.addVersion({ version: 'v2', image: { ...image, tag: 'v2.0.0' } });
    const rule = new DestinationRule(this, 'destination-rule', { name: 'backend', service: api });
    const v1 = rule.addSubset('v1', { version: 'v1' });
    const v2 = rule.addSubset('v2', { version: 'v2' });
    new VirtualService(this, 'routes', {
      name: 'backend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [
        HttpRule.route({
          to: [Destination.subset(v1, { weight: 90 }), Destination.subset(v2, { weight: 10 })],
        }),
      ],
    });
  }
}
