import type { ChartValues } from '../values/chart-values';
import { CHART, orDefault, RELEASE } from '../values/operators';
import { OPTIONAL_DNS_LABEL } from '../values/value-schema';
import { declareAutoscaling, declareQueueScaling } from './autoscaling-values';
import { declareCanary } from './canary';
import type { EventSystemProps, MigrationOptions } from './event-system-props';
import { declareMailValues } from './mail-values';
import { declareExternalSecrets, declarePasswords } from './passwords';
import { declareMeshValues } from './mesh-values';
import { declareMonitoring } from './monitoring-values';
import { declareDatabaseValues } from './database-values';
import { declareQueueValues } from './queue-values';
import { declareEnvironment, declareSharedValues, declareWorkloadValues } from './workload-values';

/**
 * Declares the values of an event system, with the names and defaults of its chart, and gives the options that take
 * them: `new EventSystem(chart, 'system', eventSystemValues(values))`.
 */
export function eventSystemValues(values: ChartValues): EventSystemProps {
  const name = values.string('nameOverride', {
    default: '',
    pattern: OPTIONAL_DNS_LABEL,
    maxLength: 30,
    description: "Replaces the chart's name in the names of objects",
  });
  const namespace = values.string('namespaceOverride', {
    default: '',
    pattern: OPTIONAL_DNS_LABEL,
    maxLength: 63,
    description: "Namespace of all objects; by default the release's",
  });
  const shared = declareSharedValues(values);
  const replicas = values.at('replicaCount', 'Pods of each role, where no autoscaler decides');
  const role = (key: string, what: string, maximum: number) => ({
    group: values.at(key, `The ${what}`),
    replicas: replicas.integer(key, {
      default: 1,
      minimum: 0,
      maximum,
      ...(maximum === 1 ? { because: 'a second one would produce every job twice' } : {}),
      description: `Pods of the ${what}`,
    }),
  });
  const backend = role('backend', 'HTTP API', 1000);
  const worker = role('worker', 'consumer of the queue', 1000);
  const scheduler = role('scheduler', 'producer of scheduled jobs', 1);
  const service = backend.group.at('service', 'How callers reach the HTTP API');
  const policies = values.at('networkPolicy', 'Which packets pass');
  const generatePassword = declarePasswords(values);
  const monitoring = values.at('monitoring', 'Prometheus');
  const declared = {
    name: orDefault(name, CHART.name),
    namespace: orDefault(namespace, RELEASE.namespace),
    backend: {
      replicas: backend.replicas,
      ...declareWorkloadValues(backend.group, shared, 'HTTP API'),
      env: declareEnvironment(backend.group, 'HTTP API'),
      autoscaling: declareAutoscaling(backend.group, 'HTTP API'),
      servicePort: service.integer('port', {
        default: 5001,
        minimum: 1,
        maximum: 65535,
        description: 'Port of the Service; the container listens on 5001',
      }),
      serviceType: service.oneOf<'ClusterIP' | 'NodePort' | 'LoadBalancer'>('type', {
        default: 'ClusterIP',
        oneOf: ['ClusterIP', 'NodePort', 'LoadBalancer'],
        description: 'Type of the Service',
      }),
      command: ['/app/.venv/bin/uvicorn'],
      args: ['app.main:app', '--host', '0.0.0.0', '--port', '5001'],
    },
    canary: declareCanary(values, shared),
    worker: {
      replicas: worker.replicas,
      ...declareWorkloadValues(worker.group, shared, 'consumer'),
      env: declareEnvironment(worker.group, 'consumer'),
      autoscaling: declareAutoscaling(worker.group, 'consumer'),
      command: ['/app/.venv/bin/python'],
      args: ['-u', '-m', 'app.workers.consumer'],
    },
    queueScaling: declareQueueScaling(worker.group),
    scheduler: {
      replicas: scheduler.replicas,
      ...declareWorkloadValues(scheduler.group, shared, 'producer'),
      env: declareEnvironment(scheduler.group, 'producer'),
      command: ['/app/.venv/bin/python'],
      args: ['-u', '-m', 'app.workers.producer'],
    },
    database: declareDatabaseValues(values, generatePassword),
    externalSecrets: declareExternalSecrets(values),
    migrations: declareMigrations(values),
    queue: declareQueueValues(values, generatePassword),
    mesh: declareMeshValues(values),
    mail: declareMailValues(values),
    smokeTest: values.at('tests', 'The test that `helm test` runs').boolean('enabled', {
      default: true,
      description: 'Lets a test call the HTTP API through the mesh, and gives it an identity for that',
    }),
    platform: {
      networkPolicies: policies.boolean('enabled', {
        default: true,
        description: 'Denies all packets but those of declared connections',
      }),
      monitoringNamespace: monitoring.string('namespace', {
        default: 'monitoring',
        pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
        description: 'Namespace from which Prometheus scrapes',
      }),
      tracing: monitoring.at('tracing', 'Traces of requests').boolean('enabled', {
        default: false,
        description: 'Lets proxies send spans to port 4317 of a collector in the namespace of istiod',
      }),
    },
    extraObjects: values.list('extraObjects', {
      default: [],
      items: { type: 'freeForm' },
      description: 'Further objects, emitted as they are',
    }),
  };
  return { ...declared, monitoring: declareMonitoring(values, declared.queueScaling.list) };
}

function declareMigrations(values: ChartValues): MigrationOptions {
  const group = values.at('migrations', 'Migrates the database before the roles start');
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Runs the migration as a Job' }),
    command: group.list<string>('command', {
      default: ['/app/.venv/bin/alembic', 'upgrade', 'head'],
      items: { type: 'string' },
      description:
        'What migrates, in the image of the HTTP API; it must be able to run again after a failure',
    }),
  };
}
