// The whole Event Notification Service: HTTP API, worker, scheduler, PostgreSQL, Redis and the way in.
import { Chart } from 'cdk8s';
import { EventSystem } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { image } from './apps/notifications';

export default class NotificationService extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new EventSystem(this, 'event-system', {
      releaseName: 'event-system',
      backend: {
        image,
        command: ['/app/.venv/bin/uvicorn'],
        args: ['app.main:app', '--host', '0.0.0.0', '--port', '5001'],
      },
      worker: { image, command: ['/app/.venv/bin/python'], args: ['-u', '-m', 'app.workers.consumer'] },
      scheduler: { image, command: ['/app/.venv/bin/python'], args: ['-u', '-m', 'app.workers.producer'] },
      mesh: { hosts: ['events.example.com'] },
    });
  }
}
