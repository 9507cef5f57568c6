// Kafka takes the place of Redis: a topic of twelve partitions, a consumer group, a user with rights to just these.
import { Chart, Duration } from 'cdk8s';
import { KafkaBroker, KafkaLagTrigger, KafkaTopic, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image } from './apps/notifications';

export default class EventKafka extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const broker = new KafkaBroker(this, 'kafka', { name: 'events', replicas: 3 });
    const notifications = new KafkaTopic(this, 'notifications', {
      broker,
      name: 'notifications',
      partitions: 12,
      retention: Duration.days(7),
      groupId: 'notification-workers',
    });
    const worker = new Worker(this, 'worker', {
      name: 'worker',
      image,
      autoscaling: {
        minReplicas: 1,
        maxReplicas: 12,
        queue: { triggers: [new KafkaLagTrigger(this, 'lag', { topic: notifications, lag: 50 }).trigger] },
      },
    });
    worker.calls(notifications);
    backend(this).calls(notifications);
  }
}
