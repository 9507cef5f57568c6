// The Event Notification Service, as the examples of an event system run it.
import { EmbeddedPostgres, EmbeddedRedis, EventBackend } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

/** The one image of its roles. */
export const image = {
  repository: 'jayaraj0781/event-backend',
  tag: 'v1.0.0',
  pullPolicy: 'IfNotPresent',
} as const;

/** Its HTTP API on port 5001. */
export function backend(scope: Construct): EventBackend {
  return new EventBackend(scope, 'backend', {
    name: 'backend',
    image,
    command: ['/app/.venv/bin/uvicorn'],
    args: ['app.main:app', '--host', '0.0.0.0', '--port', '5001'],
  });
}

/** Its database. */
export function postgres(scope: Construct): EmbeddedPostgres {
  return new EmbeddedPostgres(scope, 'postgresql', {
    name: 'event-system-postgresql',
    password: { name: 'event-backend-secrets', key: 'POSTGRES_PASSWORD' },
    user: 'postgres',
    database: 'notifications',
    persistence: { size: '1Gi' },
  });
}

/** Its queue. */
export function redis(scope: Construct): EmbeddedRedis {
  return new EmbeddedRedis(scope, 'redis', { name: 'event-system-redis-master' });
}
