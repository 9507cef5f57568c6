// PostgreSQL and Redis in pods of their own, reached only by whom an edge declares.
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { backend, postgres, redis } from './apps/notifications';

export default class EventStoresEmbedded extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const api = backend(this);
    api.calls(postgres(this));
    api.calls(redis(this));
  }
}
