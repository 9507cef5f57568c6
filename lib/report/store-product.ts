import type { Workload } from '../mesh/workloads';
import { objectsOf, textOf } from '../vocabulary/json-fields';

/** Products that keep data, by a word of their images' names. */
const PRODUCTS: readonly (readonly [word: RegExp, name: string])[] = [
  [/postgres/, 'PostgreSQL'],
  [/redis(?!.*exporter)/, 'Redis'],
  [/valkey/, 'Valkey'],
  [/kafka/, 'Kafka'],
  [/rabbitmq/, 'RabbitMQ'],
  [/activemq/, 'ActiveMQ'],
  [/(^|[^a-z])nats([^a-z]|$)/, 'NATS'],
  [/mysql/, 'MySQL'],
  [/mariadb/, 'MariaDB'],
  [/mongo/, 'MongoDB'],
  [/memcached/, 'Memcached'],
  [/cassandra/, 'Cassandra'],
  [/(elastic|open)search/, 'Search'],
  [/(^|\/)etcd/, 'etcd'],
];

/** Kinds whose pods stay: a Job of a database's image is a client of it. */
const LASTING = new Set(['Deployment', 'StatefulSet', 'Pod', 'ReplicaSet']);

/** The product with which a workload keeps data, by the name of its first container's image; else undefined. */
export function storeProduct({ manifest, podSpec }: Workload): string | undefined {
  if (!LASTING.has(manifest.kind)) return undefined;
  const [container] = objectsOf(podSpec['containers']);
  const image = (textOf(container?.['image']) ?? '').replace(/[:@][^/]*$/, '');
  const name = image.slice(image.lastIndexOf('/') + 1).toLowerCase();
  return PRODUCTS.find(([word]) => word.test(name))?.[1];
}
