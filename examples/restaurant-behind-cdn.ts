// Visitors come through a CDN: their addresses stand in X-Forwarded-For, of which one entry is trusted, and only some
// of them may order.
import { Chart } from 'cdk8s';
import {
  AuthorizationAction,
  AuthorizationPolicy,
  Destination,
  HttpRule,
  IngressGateway,
  ProxyConfig,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantBehindCdn extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    const { services } = new Restaurant(this);
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'restaurant-gateway',
      hosts: ['restaurant.corpv3.com'],
    });
    new VirtualService(this, 'routes', {
      name: 'frontend',
      gateways: [gateway],
      rules: [HttpRule.route({ to: [Destination.service(services.frontend)] })],
    });
    new ProxyConfig(this, 'trusted-cdn', {
      name: 'ingress',
      namespace: 'istio-system',
      selectorLabels: { istio: 'ingressgateway' },
      environmentVariables: { ISTIO_META_NUM_TRUSTED_PROXIES: '1' },
    });
    new AuthorizationPolicy(this, 'offices', {
      name: 'offices',
      namespace: 'istio-system',
      action: AuthorizationAction.deny(),
      selectorLabels: { istio: 'ingressgateway' },
      rules: [
        {
          from: [{ notRemoteIpBlocks: ['203.0.113.0/24', '198.51.100.0/24'] }],
          to: [{ paths: ['/admin/*'], ports: [8080, 8443] }],
        },
      ],
    });
  }
}
