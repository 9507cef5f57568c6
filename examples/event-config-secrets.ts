// Settings from a ConfigMap, of which a change replaces the pods, and a password that External Secrets fetches from a
// vault: no manifest holds it.
import { Chart } from 'cdk8s';
import { EmbeddedPostgres, EventBackend, ExternalSecretSource } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { image } from './apps/notifications';

export default class EventConfigSecrets extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const vault = new ExternalSecretSource(this, 'secrets', {
      name: 'event-backend-secrets',
      store: 'vault',
      keys: [{ key: 'POSTGRES_PASSWORD', remoteKey: 'event-system/postgres', property: 'password' }],
    });
    const database = new EmbeddedPostgres(this, 'postgresql', {
      name: 'event-system-postgresql',
      password: vault.reference('POSTGRES_PASSWORD'),
      database: 'notifications',
    });
    const api = new EventBackend(this, 'backend', {
      name: 'backend',
      image,
      config: { LOG_LEVEL: 'info', QUEUE_PREFETCH: '16' },
    });
    api.calls(database);
  }
}
