// The book shop of Istio's documentation without sidecars: the namespace is in ambient mode, a waypoint does what needs
// HTTP, and the product page is behind a gateway of the Gateway API that serves five paths.
import { Chart } from 'cdk8s';
import {
  Destination,
  Enrolment,
  GatewayApiGateway,
  HttpRoute,
  HttpRule,
  MeshNamespace,
  PathMatch,
  Waypoint,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Bookinfo } from './apps/bookinfo';

export default class BookinfoAmbient extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'bookinfo' });
    const waypoint = new Waypoint(this, 'waypoint');
    new MeshNamespace(this, 'namespace', { name: 'bookinfo', enrolment: Enrolment.ambient({ waypoint }) });
    const { productpage } = new Bookinfo(this, { mesh: false, networkPolicies: false });
    const paths = [
      PathMatch.exact('/productpage'),
      PathMatch.prefix('/static'),
      PathMatch.exact('/login'),
      PathMatch.exact('/logout'),
      PathMatch.prefix('/api/v1/products'),
    ];
    new HttpRoute(this, 'routes', {
      name: 'bookinfo',
      gateways: [new GatewayApiGateway(this, 'gateway', { name: 'bookinfo-gateway' })],
      rules: [
        HttpRule.route({ matches: paths.map((path) => ({ path })), to: [Destination.service(productpage)] }),
      ],
    });
  }
}
