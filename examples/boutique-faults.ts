// Half of the recommendations are late, half of the catalog is unavailable: gRPC callers are told so by a status of
// gRPC.
import { Chart, Duration } from 'cdk8s';
import { FaultAbort, FaultDelay, FaultInjection, Percent } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Boutique } from './apps/boutique';

export default class BoutiqueFaults extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'online-boutique' });
    const { services } = new Boutique(this);
    new FaultInjection(this, 'slow-recommendations', {
      name: 'recommendationservice',
      service: services.recommendationservice,
      testEnvironment: true,
      delay: FaultDelay.fixed(Duration.seconds(5), Percent.of(50)),
    });
    new FaultInjection(this, 'broken-catalog', {
      name: 'productcatalogservice',
      service: services.productcatalogservice,
      testEnvironment: true,
      abort: FaultAbort.grpcStatus('UNAVAILABLE', Percent.of(50)),
    });
  }
}
