import { Chart, Duration } from 'cdk8s';
import {
  ChartValues,
  Destination,
  EmbeddedPostgres,
  EmbeddedRedis,
  EventBackend,
  HttpRule,
  IngressGateway,
  MeshNamespace,
  PathMatch,
  PeerAuthentication,
  RetryPolicy,
  VirtualService,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

/** An HTTP API behind a gateway, a worker, their database and their queue. */
export class SystemChart extends Chart {
  /** What differs between environments: files in environments/ set it, within the bounds given here. */
  readonly values = new ChartValues();

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'project-name' });
    new MeshNamespace(this, 'namespace', { name: 'project-name' });
    new PeerAuthentication(this, 'mutual-tls', { mode: 'STRICT' });

    const host = this.values.string('host', {
      default: 'project-name.example.com',
      description: 'Host name of the API',
    });
    const image = {
      repository: this.values.string('image', {
        default: 'registry.example.com/project-name',
        description: 'Image of API and worker',
      }),
      tag: this.values.string('tag', { default: '1.0.0', description: 'Tag of the image' }),
    };
    const replicas = this.values.at('replicas', 'How many pods run');

    const database = new EmbeddedPostgres(this, 'database', {
      name: 'database',
      database: 'events',
      password: { name: 'database', key: 'password' },
    });
    const queue = new EmbeddedRedis(this, 'queue', { name: 'queue' });
    const api = new EventBackend(this, 'api', {
      name: 'api',
      image,
      replicas: replicas.integer('api', { default: 1, minimum: 1, maximum: 20, description: 'Of the API' }),
    });
    const worker = new Worker(this, 'worker', {
      name: 'worker',
      image,
      args: ['worker'],
      replicas: replicas.integer('worker', {
        default: 1,
        minimum: 0,
        maximum: 20,
        description: 'Of the worker',
      }),
    });

    // Policies, proxies' scopes and connection variables follow from who calls whom.
    api.calls(database);
    api.calls(queue);
    worker.calls(database);
    worker.calls(queue);

    const gateway = new IngressGateway(this, 'gateway', { name: 'gateway', hosts: [host] });
    new VirtualService(this, 'routes', {
      name: 'api',
      gateways: [gateway],
      rules: [
        HttpRule.route({
          name: 'events',
          matches: [{ path: PathMatch.prefix('/events') }],
          to: [Destination.service(api)],
          timeout: Duration.seconds(15),
          retries: RetryPolicy.of({
            attempts: 3,
            perTryTimeout: Duration.seconds(3),
            retryOn: ['gateway-error', 'connect-failure', 'refused-stream'],
          }),
        }),
      ],
    });
  }
}
