// A ticket shop of thirty services behind one public API, with their database, queue and mesh. Each line of the table
// says whom a service calls; network policies, authorization policies, proxies' scopes and connection variables follow.
import { Chart } from 'cdk8s';
import { EventSystem } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

/** Services, and whom each of them calls: other services, `backend`, or the stores `postgres` and `redis`. */
const CALLS = {
  // What the public API asks
  storefront: ['catalog', 'search', 'cart', 'recommendations', 'accounts'],
  'mobile-api': ['catalog', 'search', 'cart', 'accounts', 'wallet'],
  'partner-api': ['catalog', 'availability', 'reservations', 'quotas'],
  'admin-api': ['catalog', 'venues', 'organisers', 'refunds', 'reports', 'audit'],
  // What is on, and where
  catalog: ['venues', 'organisers', 'pricing', 'media', 'postgres'],
  search: ['catalog', 'availability', 'redis'],
  recommendations: ['catalog', 'accounts', 'redis'],
  venues: ['seating', 'postgres'],
  seating: ['postgres'],
  organisers: ['accounts', 'postgres'],
  media: [],
  // From the cart to the ticket
  cart: ['reservations', 'pricing', 'promotions', 'checkout', 'redis'],
  availability: ['reservations', 'seating', 'redis'],
  reservations: ['seating', 'postgres', 'redis'],
  pricing: ['promotions', 'tax', 'currencies'],
  promotions: ['postgres'],
  tax: [],
  currencies: ['redis'],
  quotas: ['redis'],
  checkout: ['payments', 'fraud', 'tickets', 'notifications', 'postgres'],
  payments: ['fraud', 'ledger', 'postgres'],
  fraud: ['accounts', 'redis'],
  refunds: ['payments', 'tickets', 'notifications', 'ledger'],
  ledger: ['postgres'],
  tickets: ['wallet', 'postgres'],
  wallet: ['accounts', 'postgres'],
  // Around it
  accounts: ['notifications', 'postgres'],
  notifications: ['redis'],
  reports: ['ledger', 'audit', 'postgres'],
  audit: ['postgres'],
} as const;

export default class ThirtyServices extends Chart {
  readonly system: EventSystem;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'tickets' });
    const services = Object.entries(CALLS).map(
      ([name, calls]) => [name, { image: image(name), calls }] as const,
    );
    this.system = new EventSystem(this, 'tickets', {
      name: 'shop',
      releaseName: 'tickets',
      backend: { image: image('public-api'), replicas: 2 },
      worker: { image: image('worker') },
      scheduler: { image: image('scheduler') },
      mesh: { hosts: ['tickets.example.com'] },
      services: Object.fromEntries(services),
    });
    for (const name of ['storefront', 'mobile-api', 'partner-api', 'admin-api'] as const) {
      const service = this.system.services[name];
      if (service) this.system.backend.calls(service);
    }
  }
}

function image(name: string) {
  return { repository: `registry.example.com/tickets/${name}`, tag: '2.3.0' };
}
