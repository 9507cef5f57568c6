// The database is migrated by a Job; the HTTP API waits in an init container until the database holds the record of
// its success.
import { Chart } from 'cdk8s';
import { MigrationJob } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image, postgres } from './apps/notifications';

export default class EventMigrations extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const database = postgres(this);
    const migration = new MigrationJob(this, 'migration', {
      name: 'migration',
      image,
      command: ['/app/.venv/bin/alembic', 'upgrade', 'head'],
      databases: [database],
    });
    const api = backend(this);
    api.calls(database);
    api.waitsFor(migration);
  }
}
