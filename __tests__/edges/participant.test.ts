import { describe, expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import { Participant } from '../../lib/edges/participant';
import type { ParticipantProps } from '../../lib/edges/participant-props';
import { includeWhen } from '../../lib/values/inclusion';
import { Manifests, readable, shop } from '../fixtures/manifests';

function participant(chart: Chart, name: string, props: Partial<ParticipantProps> = {}): Participant {
  return new Participant(chart, name, {
    name,
    namespace: 'shop',
    selectorLabels: { app: name },
    serviceAccountName: `${name}-account`,
    ...props,
  });
}

/** An API that a worker calls, and that calls a database. */
function api(platform?: ParticipantProps['platform']) {
  const chart = shop();
  const orders = participant(chart, 'orders', {
    calledPorts: [{ port: 80, targetPort: 5001, protocol: 'http' }],
    connectionEnvironment: [{ name: 'ORDERS_PORT', value: '80' }],
    platform,
  });
  const database = participant(chart, 'database', {
    calledPorts: [{ port: 5432, protocol: 'tcp' }],
    connectionEnvironment: [{ name: 'DB_HOST', value: 'database' }],
    platform,
  });
  const worker = participant(chart, 'worker', { namespace: 'jobs', platform });
  worker.calls(orders);
  orders.calls(database);
  return { chart, orders, database, worker };
}

const dns = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

describe('the policies of a participant', () => {
  test('let exactly the declared edges pass', () => {
    const manifests = Manifests.of(api().chart);
    const kinds = ['NetworkPolicy', 'AuthorizationPolicy', 'Sidecar'] as const;
    const specs = kinds.map((kind) => manifests.one(kind, 'orders').spec);
    expect(readable(specs)).toMatchInlineSnapshot(`
     "- podSelector:
         matchLabels: {app: orders}
       policyTypes:
         - Ingress
         - Egress
       ingress:
         - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: jobs}}, podSelector: {matchLabels: {app: worker}}}], ports: [{port: 5001, protocol: TCP}]}
         - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], ports: [{port: 15020, protocol: TCP}, {port: 15090, protocol: TCP}]}
       egress:
         - {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}
         - {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: istio-system}}, podSelector: {matchLabels: {app: istiod}}}], ports: [{port: 15012, protocol: TCP}]}
         - {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: database}}}], ports: [{port: 5432, protocol: TCP}]}
     - selector:
         matchLabels: {app: orders}
       action: ALLOW
       rules:
         - {from: [{source: {principals: [cluster.local/ns/jobs/sa/worker-account]}}], to: [{operation: {ports: ['5001']}}]}
     - workloadSelector:
         labels: {app: orders}
       outboundTrafficPolicy:
         mode: REGISTRY_ONLY
       egress:
         - {hosts: [istio-system/*, '*/database.shop.svc.cluster.local']}
     "
    `);
  });

  test('deny everything to somebody whom nobody calls and who calls nobody', () => {
    const chart = shop();
    participant(chart, 'alone', { platform: { mesh: false } });
    const manifests = Manifests.of(chart);
    expect(manifests.titles).toEqual(['NetworkPolicy alone']);
    expect(manifests.one('NetworkPolicy').spec).toEqual({
      podSelector: { matchLabels: { app: 'alone' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [dns],
    });
  });

  test('let the spans of proxies out where these are traced', () => {
    const chart = shop();
    participant(chart, 'traced', { platform: { tracing: true, istioNamespace: 'mesh' } });
    expect(Manifests.of(chart).one('NetworkPolicy').spec['egress']).toContainEqual({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mesh' } } }],
      ports: [{ port: 4317, protocol: 'TCP' }],
    });
  });

  test('deny calls by everybody to a service of the mesh that nobody calls', () => {
    const chart = shop();
    participant(chart, 'alone', { calledPorts: [{ port: 80, protocol: 'http' }] });
    const { spec } = Manifests.of(chart).one('AuthorizationPolicy');
    expect(spec).toEqual({ selector: { matchLabels: { app: 'alone' } }, action: 'ALLOW' });
  });

  test('let nobody in where there is no port to call', () => {
    const chart = shop();
    participant(chart, 'caller').calls(participant(chart, 'silent'));
    const manifests = Manifests.of(chart);
    expect(manifests.one('AuthorizationPolicy', 'silent').spec).not.toHaveProperty('rules');
    expect(manifests.one('NetworkPolicy', 'silent').spec.ingress).toHaveLength(1);
  });

  test('name ports of pods, callers by the account of their own namespace', () => {
    const manifests = Manifests.of(api().chart);
    expect(manifests.one('AuthorizationPolicy', 'orders').spec.rules).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/jobs/sa/worker-account'] } }],
        to: [{ operation: { ports: ['5001'] } }],
      },
    ]);
    expect(manifests.one('NetworkPolicy', 'worker').spec.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: { matchLabels: { app: 'orders' } },
        },
      ],
      ports: [{ port: 5001, protocol: 'TCP' }],
    });
  });

  test('know of the platform', () => {
    const platform = { istioNamespace: 'mesh', monitoringNamespace: 'metrics' };
    const manifests = Manifests.of(api(platform).chart);
    expect(manifests.one('Sidecar', 'worker').spec.egress).toEqual([
      { hosts: ['mesh/*', '*/orders.shop.svc.cluster.local'] },
    ]);
    const text = JSON.stringify(manifests.one('NetworkPolicy', 'worker'));
    expect(text).toContain('"metrics"');
    expect(text).not.toMatch(/istio-system|monitoring"/);
  });

  test('are only those that the platform can use', () => {
    const titles = (platform: ParticipantProps['platform']) => Manifests.of(api(platform).chart).titles;
    expect(titles({ mesh: false })).toEqual([
      ...['NetworkPolicy orders', 'NetworkPolicy database', 'NetworkPolicy worker'],
    ]);
    expect(titles({ networkPolicies: false })).toEqual(
      ['orders', 'database', 'worker'].flatMap((name) => [`AuthorizationPolicy ${name}`, `Sidecar ${name}`]),
    );
    expect(titles({ mesh: false, networkPolicies: false })).toEqual([]);
  });

  test('take further entries', () => {
    const chart = shop();
    const further = { ports: [{ port: 9090, protocol: 'TCP' }] };
    participant(chart, 'open', {
      extraIngress: [further],
      extraEgress: [further],
      platform: { mesh: false },
    });
    const { spec } = Manifests.of(chart).one('NetworkPolicy');
    expect(spec.ingress).toEqual([further]);
    expect(spec.egress).toEqual([dns, further]);
  });

  test('carry name, namespace and labels', () => {
    const chart = shop();
    participant(chart, 'orders', { name: 'orders-api', namespace: 'market', labels: { team: 'orders' } });
    for (const { metadata } of Manifests.of(chart).all) {
      expect(metadata).toEqual({ name: 'orders-api', namespace: 'market', labels: { team: 'orders' } });
    }
  });
});

describe('an edge', () => {
  test('is declared once, however often', () => {
    const { chart, orders, worker } = api();
    const before = Manifests.of(chart).all;
    worker.calls(orders);
    orders.acceptFrom(worker);
    expect(Manifests.of(chart).all).toEqual(before);
  });

  test('tells its caller how to connect', () => {
    const { orders, worker } = api();
    expect(worker.calleesEnvironment).toEqual([{ name: 'ORDERS_PORT', value: '80' }]);
    expect(orders.calleesEnvironment).toEqual([{ name: 'DB_HOST', value: 'database' }]);
  });

  test('that holds under a condition leaves nothing behind where it does not', () => {
    const { chart, database, worker } = api();
    const before = Manifests.of(chart).all;
    worker.calls(database, { when: false });
    expect(Manifests.of(chart).all).toEqual(before);
    expect(worker.calleesEnvironment.filter((variable) => variable !== undefined)).toHaveLength(1);
  });

  test('to or from somebody who is not emitted leaves nothing behind', () => {
    const { chart, orders, worker, database } = api();
    includeWhen(database, false);
    includeWhen(worker, false);
    const manifests = Manifests.of(chart);
    expect(manifests.titles).toEqual([
      'NetworkPolicy orders',
      'AuthorizationPolicy orders',
      'Sidecar orders',
    ]);
    expect(JSON.stringify(manifests.all)).not.toMatch(/worker|database|5432/);
    expect(orders.calleesEnvironment.filter((variable) => variable !== undefined)).toEqual([]);
  });

  test('declared after synthesis counts from then on', () => {
    const { chart, database, worker } = api();
    expect(JSON.stringify(Manifests.of(chart).one('Sidecar', 'worker'))).not.toContain('database');
    worker.calls(database);
    expect(JSON.stringify(Manifests.of(chart).one('Sidecar', 'worker'))).toContain('*/database.shop.svc');
  });

  test('from somebody without pods here, such as a gateway, needs identity and address only', () => {
    const { chart, orders } = api();
    orders.acceptFrom({
      node: chart.node,
      principal: 'cluster.local/ns/istio-system/sa/gateway',
      networkPeer: { podSelector: { matchLabels: { istio: 'gateway' } } },
    } as never);
    const manifests = Manifests.of(chart);
    expect(manifests.one('AuthorizationPolicy', 'orders').spec.rules[1]?.from[0].source.principals).toEqual([
      'cluster.local/ns/istio-system/sa/gateway',
    ]);
    expect(manifests.one('NetworkPolicy', 'orders').spec.ingress[1]).toEqual({
      from: [{ podSelector: { matchLabels: { istio: 'gateway' } } }],
      ports: [{ port: 5001, protocol: 'TCP' }],
    });
  });
});
