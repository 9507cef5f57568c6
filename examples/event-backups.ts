// The database is dumped every night to a volume that outlives the release; a dump comes back by the suspended CronJob
// beside it.
import { Chart } from 'cdk8s';
import { PostgresBackup } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { postgres } from './apps/notifications';

export default class EventBackups extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new PostgresBackup(this, 'backup', {
      name: 'postgresql-backup',
      postgres: postgres(this),
      schedule: '30 1 * * *',
      retain: 14,
    });
  }
}
