// The HTTP API scales on load, the worker on what waits in its queue. Who owns `replicas` is said once: the
// Deployments say nothing.
import { Chart } from 'cdk8s';
import { EventBackend, RedisListTrigger, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { image, redis } from './apps/notifications';

export default class EventAutoscaling extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new EventBackend(this, 'backend', {
      name: 'backend',
      image,
      autoscaling: { minReplicas: 2, maxReplicas: 10, targetCpuPercent: 70, targetMemoryPercent: 80 },
    });
    const queue = redis(this);
    const jobs = new RedisListTrigger(this, 'jobs', { redis: queue, list: 'rq:queue:default', length: 20 });
    const worker = new Worker(this, 'worker', {
      name: 'worker',
      image,
      autoscaling: { minReplicas: 1, maxReplicas: 8, queue: { triggers: [jobs.trigger] } },
    });
    worker.calls(queue);
  }
}
