// The worker sends mail by an API outside of the cluster, through the egress gateway. Nobody else reaches it: what is
// not declared is not known to a proxy.
import { Chart, Duration } from 'cdk8s';
import {
  ConnectionPool,
  EgressGateway,
  EgressProtocol,
  OutlierDetection,
  RetryPolicy,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image } from './apps/notifications';

export default class EventEgressMail extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    const mail = new EgressGateway(this, 'mail', {
      name: 'mail',
      host: 'api.mail.example.com',
      protocol: EgressProtocol.http({
        timeout: Duration.seconds(10),
        retries: RetryPolicy.of({ attempts: 2, perTryTimeout: Duration.seconds(3) }),
      }),
      connectionPool: ConnectionPool.of({ maxConnections: 50 }),
      outlierDetection: OutlierDetection.of({ consecutive5xxErrors: 5 }),
    });
    worker.calls(mail);
    backend(this);
  }
}
