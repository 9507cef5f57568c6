// One limit for all pods of an API together: their proxies ask a service that counts in Redis, a hundred requests a
// minute for each customer. While it cannot be reached, requests pass.
import { ApiObject, Chart, Duration } from 'cdk8s';
import {
  EmbeddedRedis,
  EventBackend,
  GlobalRateLimit,
  MeshNamespace,
  RateLimitEntry,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

const LIMITS = `domain: orders
descriptors:
  - key: customer
    rate_limit: { unit: minute, requests_per_unit: 100 }
`;

export default class RateLimitGlobal extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    new ApiObject(this, 'limits', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'ratelimit' },
      data: { 'orders.yaml': LIMITS },
    });
    const limiter = new EventBackend(this, 'limiter', {
      name: 'ratelimit',
      image: { repository: 'docker.io/envoyproxy/ratelimit', tag: '9d8d70a8' },
      command: ['/bin/ratelimit'],
      protocol: 'grpc',
      port: 8081,
      env: Object.entries({
        REDIS_SOCKET_TYPE: 'tcp',
        REDIS_URL: 'ratelimit-redis:6379',
        USE_STATSD: 'false',
        RUNTIME_ROOT: '/data',
        RUNTIME_SUBDIRECTORY: 'ratelimit',
        RUNTIME_WATCH_ROOT: 'false',
        RUNTIME_IGNOREDOTFILES: 'true', // what a mounted ConfigMap has besides its files
      }).map(([name, value]) => ({ name, value })),
      extraVolumes: [{ name: 'limits', configMap: { name: 'ratelimit' } }],
      extraVolumeMounts: [{ name: 'limits', mountPath: '/data/ratelimit/config', readOnly: true }],
    });
    limiter.calls(new EmbeddedRedis(this, 'redis', { name: 'ratelimit-redis' }));
    const orders = new EventBackend(this, 'orders', {
      name: 'orders',
      image: { repository: 'registry.example.com/orders', tag: '1.0.0' },
      replicas: 3,
    });
    new GlobalRateLimit(this, 'limit', {
      workload: orders,
      limiter,
      domain: 'orders',
      descriptors: [[RateLimitEntry.requestHeader('x-customer', 'customer')]],
      timeout: Duration.millis(250),
      denyOnFailure: false,
    });
  }
}
