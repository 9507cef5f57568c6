// A producer of scheduled jobs. A second one would double every job: it is replaced, never run twice.
import { Chart } from 'cdk8s';
import { Scheduler } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { image, redis } from './apps/notifications';

export default class EventScheduler extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const scheduler = new Scheduler(this, 'scheduler', {
      name: 'scheduler',
      image,
      command: ['/app/.venv/bin/python'],
      args: ['-u', '-m', 'app.workers.producer'],
    });
    scheduler.calls(redis(this));
  }
}
