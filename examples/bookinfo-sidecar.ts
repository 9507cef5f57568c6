// The book shop of Istio's documentation with sidecars: the product page behind a gateway that serves five paths, and
// reviews in three versions.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, PathMatch, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Bookinfo } from './apps/bookinfo';

export default class BookinfoSidecar extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'bookinfo' });
    const { productpage } = new Bookinfo(this);
    const paths = [
      PathMatch.exact('/productpage'),
      PathMatch.prefix('/static'),
      PathMatch.exact('/login'),
      PathMatch.exact('/logout'),
      PathMatch.prefix('/api/v1/products'),
    ];
    new VirtualService(this, 'routes', {
      name: 'bookinfo',
      gateways: [new IngressGateway(this, 'gateway', { name: 'bookinfo-gateway', hosts: ['*'] })],
      rules: [
        HttpRule.route({ matches: paths.map((path) => ({ path })), to: [Destination.service(productpage)] }),
      ],
    });
  }
}
