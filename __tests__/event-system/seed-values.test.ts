import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { readable } from '../fixtures/manifests';

const file = path.join(__dirname, '../fixtures/seed-values.yaml');
const given = parseValuesYaml(readFileSync(file, 'utf8'), file);
const system = new EventSystemUnderTest();
const seed = system.manifests(given);
const container = (role: string, manifests = seed) =>
  manifests.one('Deployment', `event-system-event-backend-${role}`).spec.template.spec.containers[0];

test('the first values file is accepted as it stands', () => {
  expect(system.refusals(given)).toEqual([]);
});

describe('it gives', () => {
  test('three Deployments, one Service and two stores, under their names', () => {
    const titles = seed.titles.filter((title) =>
      /^(Namespace|Deployment|Service|StatefulSet|Ingress|Gateway|Virtual)/.test(title),
    );
    expect(titles.filter((title) => !title.startsWith('ServiceAccount')).sort()).toEqual([
      'Deployment event-system-event-backend-backend',
      'Deployment event-system-event-backend-scheduler',
      'Deployment event-system-event-backend-worker',
      'Gateway event-system-event-backend-gateway',
      'Namespace event-system',
      'Service event-system-event-backend-backend',
      'Service event-system-postgresql',
      'Service event-system-redis-master',
      'StatefulSet event-system-postgresql',
      'StatefulSet event-system-redis-master',
      'VirtualService event-system-event-backend-vs',
    ]);
    expect(new Set(seed.all.map(({ metadata, kind }) => kind === 'Namespace' || metadata.namespace))).toEqual(
      new Set([true, 'event-system']),
    );
    expect(seed.one('Namespace').metadata.labels).toMatchObject({ 'istio-injection': 'enabled' });
  });

  test.each([
    ['backend', ['/app/.venv/bin/uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '5001']],
    ['worker', ['/app/.venv/bin/python', '-u', '-m', 'app.workers.consumer']],
    ['scheduler', ['/app/.venv/bin/python', '-u', '-m', 'app.workers.producer']],
  ])('%s its image and command', (role, command) => {
    const { image, imagePullPolicy, ...rest } = container(role);
    expect([image, imagePullPolicy]).toEqual(['jayaraj0781/event-backend:v1.0.0', 'IfNotPresent']);
    expect([...rest.command, ...rest.args]).toEqual(command);
    expect(seed.one('Deployment', `event-system-event-backend-${role}`).spec.replicas).toBe(1);
  });

  test('backend its port and health, worker and scheduler none', () => {
    expect(seed.one('Service', 'event-system-event-backend-backend').spec).toMatchObject({
      type: 'ClusterIP',
      ports: [{ name: 'http', port: 5001, targetPort: 'http' }],
    });
    expect(container('backend')).toMatchObject({
      ports: [{ name: 'http', containerPort: 5001 }],
      readinessProbe: { httpGet: { path: '/health', port: 'http' } },
    });
    expect(container('worker')).not.toHaveProperty('ports');
    expect(container('scheduler')).not.toHaveProperty('ports');
  });

  test('the stores their ports, volumes and database', () => {
    expect(seed.one('Service', 'event-system-postgresql').spec.ports).toMatchObject([{ port: 5432 }]);
    expect(seed.one('Service', 'event-system-redis-master').spec.ports).toMatchObject([{ port: 6379 }]);
    expect(
      seed.one('StatefulSet', 'event-system-postgresql').spec.volumeClaimTemplates[0].spec,
    ).toMatchObject({
      storageClassName: 'standard',
      resources: { requests: { storage: '1Gi' } },
    });
  });

  test('the way in: gateway, route and limits', () => {
    const backend = 'event-system-event-backend-backend.event-system.svc.cluster.local';
    expect(seed.one('Gateway').spec).toEqual({
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
    expect(seed.one('VirtualService').spec).toMatchObject({
      hosts: ['*'],
      gateways: ['event-system/event-system-event-backend-gateway'],
    });
    for (const rule of seed.one('VirtualService').spec.http) {
      expect(rule).toMatchObject({
        route: [{ destination: { host: backend, port: { number: 5001 } } }],
        timeout: '15s',
        retries: { attempts: 3 },
      });
    }
    expect(readable(seed.one('VirtualService').spec.http)).toMatchInlineSnapshot(`
     "- match:
         - {method: {regex: POST|PUT|PATCH|DELETE}}
       route:
         - {destination: {host: event-system-event-backend-backend.event-system.svc.cluster.local, port: {number: 5001}}}
       timeout: 15s
       retries:
         attempts: 3
         retryOn: connect-failure,refused-stream
     - route:
         - {destination: {host: event-system-event-backend-backend.event-system.svc.cluster.local, port: {number: 5001}}}
       timeout: 15s
       retries:
         attempts: 3
         perTryTimeout: 2s
         retryOn: gateway-error,connect-failure,refused-stream
     "
    `);
    expect(readable(seed.one('DestinationRule', 'event-system-event-backend-dr').spec, 4))
      .toMatchInlineSnapshot(`
     "host: event-system-event-backend-backend.event-system.svc.cluster.local
     trafficPolicy:
       connectionPool:
         tcp:
           maxConnections: 100
         http:
           http1MaxPendingRequests: 100
           maxRequestsPerConnection: 0
       loadBalancer:
         simple: LEAST_REQUEST
       outlierDetection:
         consecutive5xxErrors: 5
         interval: 10s
         baseEjectionTime: 30s
         maxEjectionPercent: 50
     "
    `);
  });

  test('no password, but the Secrets that pods read', () => {
    expect(container('backend').env).toContainEqual({
      name: 'POSTGRES_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'event-system-postgresql', key: 'POSTGRES_PASSWORD' } },
    });
    expect(system.requirements(given)).toContainEqual({
      kind: 'Secret',
      name: 'event-system-postgresql',
      namespace: 'event-system',
      keys: ['POSTGRES_PASSWORD'],
    });
  });
});

describe('under another release name', () => {
  const release = { name: 'spring', namespace: 'jobs' };
  const other = system.manifests(given, release);

  test('every object of the release is called by it', () => {
    const names = other.all.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.name);
    expect(names.filter((name) => !/^spring-(event-backend|postgresql|redis)/.test(name))).toEqual([]);
  });

  test('the variables name its own stores', () => {
    const { env } = other.one('Deployment', 'spring-event-backend-backend').spec.template.spec.containers[0];
    expect(env).toContainEqual({ name: 'POSTGRES_HOST', value: 'spring-postgresql' });
    expect(env).toContainEqual({ name: 'REDIS_HOST', value: 'spring-redis-master' });
    expect(JSON.stringify(other.all)).not.toMatch(/event-system-/);
  });

  test('selectors and names are disjoint from those of another release in the namespace', () => {
    const labels = (manifests: typeof seed) =>
      [...manifests.every('Deployment'), ...manifests.every('StatefulSet')].map(
        ({ spec }) => spec.template.metadata.labels,
      );
    const selectors = (manifests: typeof seed) =>
      [...manifests.every('Deployment'), ...manifests.every('StatefulSet')].map(
        ({ spec }) => spec.selector.matchLabels,
      );
    for (const selector of selectors(other)) {
      const strays = labels(seed).filter((pod) =>
        Object.entries(selector).every(([key, value]) => (pod as Record<string, string>)[key] === value),
      );
      expect(strays).toEqual([]);
    }
    expect(other.titles.filter((title) => seed.titles.includes(title))).toEqual(['Namespace event-system']);
  });
});
