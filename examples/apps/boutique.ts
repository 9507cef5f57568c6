// The Online Boutique: a shop of eleven services, most of which speak gRPC, and somebody who buys.
import { EmbeddedRedis, EventBackend, Worker } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

/** The port of each service, and whom it calls. */
const SERVICES = {
  adservice: [9555],
  cartservice: [7070],
  currencyservice: [7000],
  emailservice: [5000],
  paymentservice: [50051],
  productcatalogservice: [3550],
  shippingservice: [50051],
  recommendationservice: [8080, 'productcatalogservice'],
  checkoutservice: [
    5050,
    'cartservice',
    'currencyservice',
    'emailservice',
    'paymentservice',
    'productcatalogservice',
    'shippingservice',
  ],
  frontend: [
    8080,
    'adservice',
    'cartservice',
    'checkoutservice',
    'currencyservice',
    'productcatalogservice',
    'recommendationservice',
    'shippingservice',
  ],
} as const;

type Name = keyof typeof SERVICES;

export class Boutique extends Construct {
  readonly services: Readonly<Record<Name, EventBackend>>;

  constructor(scope: Construct) {
    super(scope, 'boutique');
    const entries = Object.entries(SERVICES) as [Name, readonly [number, ...Name[]]][];
    this.services = Object.fromEntries(
      entries.map(([name, [port]]) => {
        const page = name === 'frontend';
        const options = page ? { servicePort: 80, healthPath: '/_healthz' } : { protocol: 'grpc' as const };
        return [
          name,
          new EventBackend(this, name, { name, image: image(name), version: 'original', port, ...options }),
        ];
      }),
    ) as Record<Name, EventBackend>;
    for (const [name, [, ...callees]] of entries) {
      for (const callee of callees) this.services[name].calls(this.services[callee]);
    }
    this.services.cartservice.calls(new EmbeddedRedis(this, 'redis-cart', { name: 'redis-cart' }));
    new Worker(this, 'loadgenerator', { name: 'loadgenerator', image: image('loadgenerator') }).calls(
      this.services.frontend,
    );
  }
}

function image(name: string) {
  return { repository: `gcr.io/google-samples/microservices-demo/${name}`, tag: 'v0.10.2' };
}
