import type { Construct } from 'constructs';
import { KafkaLagTrigger, KedaOperator, RedisListTrigger } from '../stores/queue-trigger';
import { demand } from '../values/constraint';
import { includeWhen, inclusionOf } from '../values/inclusion';
import { and, not, or } from '../values/conditions';
import { choose, when } from '../values/operators';
import type { Tree } from '../values/expression';
import type { WorkerProps } from '../workloads/worker';
import type { EventSystemProps } from './event-system-props';
import type { SystemNames } from './names';
import type { SystemQueue } from './queue';

/** The worker's autoscaling by the depth of whichever queue is there: KEDA looks into it, so it is let in. */
export function scaledByQueue(
  scope: Construct,
  names: SystemNames,
  queue: SystemQueue,
  { worker, queueScaling }: EventSystemProps,
): Pick<WorkerProps, 'autoscaling'> | undefined {
  const { autoscaling } = worker;
  if (!autoscaling) return undefined;
  const { enabled = true, maxReplicas } = autoscaling;
  queue.topic?.demandPartitionFor(choose(enabled, maxReplicas, worker.replicas ?? 1));
  if (!queueScaling) return undefined;

  const scaled = and(worker.enabled ?? true, enabled, queueScaling.enabled);
  const operator = new KedaOperator(scope, 'keda-operator', queueScaling.operatorNamespace);
  const metadata = { namespace: names.namespace, labels: names.labels('worker') };
  const triggers: (Tree | undefined)[] = queue.redis.map((redis) => {
    const trigger = new RedisListTrigger(scope, `${redis.node.id}-queue-trigger`, {
      ...metadata,
      ...queue.redisAuth,
      name: names.part('worker-queue'),
      redis,
      list: queueScaling.list,
      length: queueScaling.perPod,
    });
    includeWhen(trigger, and(inclusionOf(redis), scaled, queue.redisAuth.auth));
    redis.acceptFrom(operator, { when: scaled });
    return when<Tree>(inclusionOf(redis), trigger.trigger);
  });
  if (queue.topic) {
    const trigger = new KafkaLagTrigger(queue.topic, 'queue-trigger', {
      ...metadata,
      name: names.part('worker-queue'),
      topic: queue.topic,
      lag: queueScaling.perPod,
    });
    includeWhen(trigger, scaled);
    queue.topic.acceptFrom(operator, { when: scaled });
    triggers.push(when<Tree>(inclusionOf(queue.topic), trigger.trigger));
  }
  const queues = [...queue.redis, ...(queue.topic ? [queue.topic] : [])];
  demand(
    scope,
    or(not(scaled), ...queues.map(inclusionOf)),
    'the worker is to scale by the depth of its queue, but there is none; enable Redis, name an external one, choose Kafka, or switch autoscaling.queue off',
  );
  return { autoscaling: { ...autoscaling, queue: { enabled: queueScaling.enabled, triggers } } };
}
