// A consumer of the queue. It listens on nothing, so it has no Service; connection variables follow from its calls.
import { Chart } from 'cdk8s';
import { Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { image, postgres, redis } from './apps/notifications';

export default class EventWorker extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const worker = new Worker(this, 'worker', {
      name: 'worker',
      image,
      command: ['/app/.venv/bin/python'],
      args: ['-u', '-m', 'app.workers.consumer'],
    });
    worker.calls(postgres(this));
    worker.calls(redis(this));
  }
}
