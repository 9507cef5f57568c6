// The restaurant: a page, an API gateway, five services, and their stores in a namespace without sidecars.
import { EmbeddedPostgres, EmbeddedRedis, EventBackend } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

/** The port of each service, and whom it calls. */
const SERVICES = {
  'auth-service': [8004],
  'menu-service': [8003],
  'notification-service': [8005],
  'restaurant-service': [8002],
  'order-service': [8001, 'restaurant-service', 'menu-service'],
  'api-gateway': [8000, 'order-service', 'restaurant-service', 'menu-service', 'auth-service'],
  frontend: [80, 'api-gateway'],
} as const;

type Name = keyof typeof SERVICES;

/** Options of the restaurant. */
export interface RestaurantOptions {
  /** Scales each service between two and six pods. @default false: two pods each */
  readonly autoscaled?: boolean;
}

export class Restaurant extends Construct {
  readonly services: Readonly<Record<Name, EventBackend>>;

  constructor(scope: Construct, { autoscaled = false }: RestaurantOptions = {}) {
    super(scope, 'restaurant');
    const entries = Object.entries(SERVICES) as [Name, readonly [number, ...Name[]]][];
    this.services = Object.fromEntries(
      entries.map(([name, [port]]) => [
        name,
        new EventBackend(this, name, {
          name,
          image: { repository: `registry.example.com/restaurant/${name}`, tag: '1.0.0' },
          port: name === 'frontend' ? 8080 : port,
          servicePort: port,
          ...(autoscaled
            ? { autoscaling: { minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 } }
            : { replicas: 2 }),
        }),
      ]),
    ) as Record<Name, EventBackend>;
    for (const [name, [, ...callees]] of entries) {
      for (const callee of callees) this.services[name].calls(this.services[callee]);
    }
    this.addStores();
  }

  /** They run in the namespace `database`, without sidecars: callers speak plain text to them. */
  private addStores(): void {
    const platform = { mesh: false };
    const postgres = new EmbeddedPostgres(this, 'postgres', {
      name: 'postgresql',
      namespace: 'database',
      database: 'restaurant',
      password: { name: 'restaurant-postgresql', key: 'password' },
      platform,
    });
    const redis = new EmbeddedRedis(this, 'redis', { name: 'redis', namespace: 'database', platform });
    for (const name of ['restaurant-service', 'menu-service', 'auth-service', 'order-service'] as const) {
      this.services[name].calls(postgres);
    }
    this.services['order-service'].calls(redis);
  }
}
