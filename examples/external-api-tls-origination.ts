// The application speaks plain HTTP to its proxy, and the proxy TLS to the API. Only so does the proxy see requests, and
// can try them again and give up in time: what the application encrypts itself is passed on as it is.
import { Chart, Duration } from 'cdk8s';
import {
  ClientTls,
  Destination,
  DestinationRule,
  ExternalService,
  HttpRule,
  MeshNamespace,
  RetryPolicy,
  VirtualService,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class ExternalApiTlsOrigination extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const host = 'api.stripe.com';
    const stripe = new ExternalService(this, 'stripe', {
      name: 'stripe-api',
      host,
      port: 80,
      targetPort: 443,
      protocol: 'http',
    });
    new DestinationRule(this, 'tls', {
      name: 'stripe-api',
      service: stripe,
      tls: ClientTls.simple({
        sni: host,
        subjectAltNames: [host],
        caCertificates: '/etc/ssl/certs/ca-certificates.crt',
      }),
    });
    new VirtualService(this, 'routes', {
      name: 'stripe-api',
      hosts: [host],
      rules: [
        HttpRule.route({
          to: [Destination.service(stripe)],
          timeout: Duration.seconds(30),
          retries: RetryPolicy.of({
            attempts: 2,
            perTryTimeout: Duration.seconds(10),
            retryOn: ['connect-failure', 'refused-stream'],
          }),
        }),
      ],
    });
    const image = { repository: 'registry.example.com/payments', tag: '1.0.0' };
    new Worker(this, 'payments', { name: 'payments', image }).calls(stripe);
  }
}
