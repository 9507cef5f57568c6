import { describe, expect, test } from '@jest/globals';
import { EventBackend, type EventBackendProps } from '../../lib/workloads/event-backend';
import { Worker } from '../../lib/workloads/worker';
import { Manifests, readable, shop } from '../fixtures/manifests';

const image = { repository: 'registry.example.com/orders', tag: '1.2.3' };

function backend(props: Partial<EventBackendProps> = {}): Manifests {
  const chart = shop();
  new EventBackend(chart, 'orders', { image, name: 'orders', ...props });
  return Manifests.of(chart);
}
const container = (props: Partial<EventBackendProps> = {}) =>
  backend(props).one('Deployment').spec.template.spec.containers[0];

test('the least that a backend is', () => {
  const manifests = backend();
  expect(manifests.titles).toMatchInlineSnapshot(`
   [
     "ServiceAccount orders",
     "NetworkPolicy orders",
     "AuthorizationPolicy orders",
     "Sidecar orders",
     "PodDisruptionBudget orders",
     "Deployment orders",
     "Service orders",
   ]
  `);
  const { selector, replicas, template } = manifests.one('Deployment').spec;
  expect(readable({ replicas, selector, service: manifests.one('Service').spec, template }, 5))
    .toMatchInlineSnapshot(`
   "replicas: 1
   selector:
     matchLabels:
       app.kubernetes.io/name: orders
       version: v1
   service:
     ports:
       - name: http
         port: 5001
         targetPort: http
         protocol: TCP
     selector:
       app.kubernetes.io/name: orders
     type: ClusterIP
   template:
     metadata:
       labels:
         app: orders
         version: v1
         app.kubernetes.io/name: orders
       annotations:
         proxy.istio.io/config: |
           holdApplicationUntilProxyStarts: true
         sidecar.istio.io/nativeSidecar: 'true'
     spec:
       serviceAccountName: orders
       automountServiceAccountToken: false
       securityContext:
         runAsNonRoot: true
         seccompProfile:
           type: RuntimeDefault
       terminationGracePeriodSeconds: 30
       topologySpreadConstraints:
         - maxSkew: 1
           topologyKey: topology.kubernetes.io/zone
           whenUnsatisfiable: ScheduleAnyway
           labelSelector: {matchLabels: {app.kubernetes.io/name: orders}}
         - maxSkew: 1
           topologyKey: kubernetes.io/hostname
           whenUnsatisfiable: ScheduleAnyway
           labelSelector: {matchLabels: {app.kubernetes.io/name: orders}}
       containers:
         - image: registry.example.com/orders:1.2.3
           imagePullPolicy: IfNotPresent
           name: backend
           securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true, runAsNonRoot: true}
           ports: [{name: http, containerPort: 5001, protocol: TCP}]
           resources: {requests: {cpu: 100m, memory: 128Mi, ephemeral-storage: 64Mi}, limits: {cpu: 500m, memory: 512Mi, ephemeral-storage: 256Mi}}
           livenessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6}
           startupProbe: {httpGet: {path: /health, port: http}, periodSeconds: 2, failureThreshold: 60}
           readinessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3}
           lifecycle: {preStop: {exec: {command: [/bin/sh, -c, sleep 5]}}}
           volumeMounts: [{name: tmp, mountPath: /tmp}]
       volumes:
         - name: tmp
           emptyDir: {}
   "
  `);
});

describe('the Service', () => {
  test('has the port of the application unless another one is asked for', () => {
    expect(backend({ port: 8080 }).one('Service').spec.ports).toEqual([
      { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
    ]);
    const manifests = backend({ port: 8080, servicePort: 80 });
    expect(manifests.one('Service').spec.ports[0]).toMatchObject({ port: 80, targetPort: 'http' });
    expect(manifests.one('Deployment').spec.template.spec.containers[0].ports).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
    ]);
  });

  test('is of the type that is asked for', () => {
    expect(backend().one('Service').spec.type).toBe('ClusterIP');
    expect(backend({ serviceType: 'NodePort' }).one('Service').spec.type).toBe('NodePort');
  });
});

describe('the container', () => {
  test.each(['startupProbe', 'readinessProbe', 'livenessProbe'] as const)(
    'is asked for its health: %s',
    (probe) => {
      expect(container()[probe]).toMatchObject({ httpGet: { path: '/health', port: 'http' } });
      expect(container({ healthPath: '/live' })[probe]).toMatchObject({
        httpGet: { path: '/live', port: 'http' },
      });
    },
  );

  test('drains for less than the grace period before it ends', () => {
    const { terminationGracePeriodSeconds } = backend().one('Deployment').spec.template.spec;
    const [, , drain] = container().lifecycle.preStop.exec.command as string[];
    expect(drain).toBe('sleep 5');
    expect(5).toBeLessThan(terminationGracePeriodSeconds);
    expect(container({ drainSeconds: 12 }).lifecycle.preStop.exec.command[2]).toBe('sleep 12');
    expect(container({ drainSeconds: 0 })).not.toHaveProperty('lifecycle');
  });

  test('runs what is asked for, by tag or by digest', () => {
    expect(container({ command: ['/app'], args: ['serve'], containerName: 'api' })).toMatchObject({
      name: 'api',
      image: 'registry.example.com/orders:1.2.3',
      imagePullPolicy: 'IfNotPresent',
      command: ['/app'],
      args: ['serve'],
    });
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(container({ image: { ...image, digest, pullPolicy: 'Always' } })).toMatchObject({
      image: `registry.example.com/orders@${digest}`,
      imagePullPolicy: 'Always',
    });
    expect(container()).not.toHaveProperty('command');
  });
});

test('several backends of one chart share neither names nor selectors', () => {
  const chart = shop();
  new EventBackend(chart, 'orders', { image });
  new EventBackend(chart, 'mails', { image });
  const manifests = Manifests.of(chart);
  expect(new Set(manifests.titles).size).toBe(manifests.titles.length);
  const [orders, mails] = manifests.every('Deployment').map(({ spec }) => spec);
  const matches = (selector: object, labels: object) =>
    Object.entries(selector).every(([key, value]) => (labels as Record<string, unknown>)[key] === value);
  expect(matches(orders?.selector.matchLabels as object, orders?.template.metadata.labels as object)).toBe(
    true,
  );
  expect(matches(orders?.selector.matchLabels as object, mails?.template.metadata.labels as object)).toBe(
    false,
  );
  expect(matches(mails?.selector.matchLabels as object, orders?.template.metadata.labels as object)).toBe(
    false,
  );
  for (const service of manifests.every('Service')) {
    const pods = [orders, mails].filter((spec) =>
      matches(service.spec.selector, spec?.template.metadata.labels as object),
    );
    expect(pods).toHaveLength(1);
  }
});

describe('a further version', () => {
  const withCanary = (when?: boolean) => {
    const chart = shop();
    const orders = new EventBackend(chart, 'orders', {
      image,
      name: 'orders',
      replicas: 5,
      autoscaling: { maxReplicas: 9 },
    });
    orders.addVersion({
      version: 'v2',
      image: { ...image, tag: '2.0.0' },
      replicas: 1,
      ...(when === undefined ? {} : { when }),
    });
    new Worker(chart, 'worker', { image, name: 'worker' }).calls(orders);
    return Manifests.of(chart);
  };

  test('is a Deployment of its own behind the same Service and the same policies', () => {
    const manifests = withCanary();
    const [first, second] = ['orders', 'orders-v2'].map((name) => manifests.one('Deployment', name).spec);
    expect(second).toMatchObject({
      replicas: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'orders', version: 'v2' } },
      template: {
        spec: { serviceAccountName: 'orders', containers: [{ image: 'registry.example.com/orders:2.0.0' }] },
      },
    });
    expect(first?.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'orders', version: 'v1' });
    expect(first).not.toHaveProperty('replicas');
    expect(second?.template.metadata.labels).toMatchObject({ app: 'orders', version: 'v2' });
    expect(manifests.one('Service').spec.selector).toEqual({ 'app.kubernetes.io/name': 'orders' });
    expect(manifests.every('NetworkPolicy').map(({ metadata }) => metadata.name)).toEqual([
      'orders',
      'worker',
    ]);
  });

  test('is there only where it is asked for', () => {
    expect(withCanary(false).titles).not.toContain('Deployment orders-v2');
  });
});

test('a gRPC service has a port of that name, and is probed by gRPC', () => {
  const options = { port: 7070, protocol: 'grpc' } as const;
  expect(backend(options).one('Service').spec.ports).toEqual([
    { name: 'grpc', port: 7070, targetPort: 'grpc', protocol: 'TCP' },
  ]);
  const { ports, readinessProbe, livenessProbe, startupProbe } = container(options);
  expect(ports).toEqual([{ name: 'grpc', containerPort: 7070, protocol: 'TCP' }]);
  for (const probe of [readinessProbe, livenessProbe, startupProbe]) {
    expect(probe).toMatchObject({ grpc: { port: 7070 } });
  }
});
