import { describe, expect, test } from '@jest/globals';
import { ApiObject, JsonPatch, type Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-28';
import { secretVariable } from '../../lib/edges/secret-reference';
import { Participant } from '../../lib/edges/participant';
import { collectObjects } from '../../lib/emit/collected-object';
import { ChartValues } from '../../lib/values/chart-values';
import { and } from '../../lib/values/conditions';
import { when } from '../../lib/values/operators';
import { EventBackend } from '../../lib/workloads/event-backend';
import { Scheduler } from '../../lib/workloads/scheduler';
import { Worker, type WorkerProps } from '../../lib/workloads/worker';
import { Manifests, shop } from '../fixtures/manifests';

const image = { repository: 'orders', tag: 'v1' };
const worker = (props: Partial<WorkerProps> = {}, chart: Chart = shop()) =>
  new Worker(chart, 'worker', { image, name: 'worker', ...props });
const manifestsOf = (props: Partial<WorkerProps> = {}) => {
  const chart = shop();
  worker(props, chart);
  return Manifests.of(chart);
};

/** A database that tells its callers a host and a password, the latter perhaps under a condition. */
function database(chart: Chart, asksForPassword: boolean | undefined = true): Participant {
  const password = secretVariable('DB_PASSWORD', { name: 'db', key: 'PASSWORD' });
  return new Participant(chart, 'database', {
    name: 'database',
    namespace: 'shop',
    selectorLabels: { app: 'database' },
    serviceAccountName: 'database',
    calledPorts: [{ port: 5432, protocol: 'tcp' }],
    connectionEnvironment: [{ name: 'DB_HOST', value: 'database' }, ...(asksForPassword ? [password] : [])],
  });
}
const PASSWORD = { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'PASSWORD' } } };

describe('a worker', () => {
  test('is a Deployment that listens on nothing, with its account, budget and policies', () => {
    const manifests = manifestsOf();
    expect(manifests.titles).toEqual([
      'ServiceAccount worker',
      'NetworkPolicy worker',
      'AuthorizationPolicy worker',
      'Sidecar worker',
      'PodDisruptionBudget worker',
      'Deployment worker',
    ]);
    const { strategy, template } = manifests.one('Deployment').spec;
    expect(strategy.type).toBe('RollingUpdate');
    expect(template.spec.topologySpreadConstraints).toHaveLength(2);
    for (const field of ['ports', 'readinessProbe', 'livenessProbe', 'env', 'lifecycle']) {
      expect(template.spec.containers[0]).not.toHaveProperty(field);
    }
    expect(manifests.one('NetworkPolicy').spec.ingress).toHaveLength(1);
    expect(manifests.one('AuthorizationPolicy').spec).not.toHaveProperty('rules');
  });

  test('has its time to end jobs in progress', () => {
    const grace = (props: Partial<WorkerProps>) =>
      manifestsOf(props).one('Deployment').spec.template.spec.terminationGracePeriodSeconds;
    expect(grace({})).toBe(60);
    expect(grace({ terminationGracePeriodSeconds: 300 })).toBe(300);
  });
});

describe('a disruption budget', () => {
  test('lets one pod go at a time, so that it blocks no drain for ever', () => {
    expect(manifestsOf({ replicas: 1 }).one('PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'worker' } },
    });
  });

  test('is nothing that a scheduler has, since it runs once', () => {
    const chart = shop();
    new Scheduler(chart, 'scheduler', { image });
    expect(Manifests.of(chart).every('PodDisruptionBudget')).toEqual([]);
  });
});

describe('the service account', () => {
  test('is named as the workload, and gives pods no token', () => {
    const manifests = manifestsOf();
    expect(manifests.one('ServiceAccount')).toMatchObject({
      metadata: { name: 'worker' },
      automountServiceAccountToken: false,
    });
    expect(manifests.one('ServiceAccount').metadata).not.toHaveProperty('annotations');
    expect(manifests.one('Deployment').spec.template.spec).toMatchObject({
      serviceAccountName: 'worker',
      automountServiceAccountToken: false,
    });
  });

  test('may be called otherwise, be annotated or be there already', () => {
    const named = manifestsOf({ serviceAccount: { name: 'jobs', annotations: { role: 'a' } } });
    expect(named.one('ServiceAccount').metadata).toMatchObject({ name: 'jobs', annotations: { role: 'a' } });
    const existing = manifestsOf({ serviceAccount: { create: false, name: 'jobs' } });
    expect(existing.every('ServiceAccount')).toEqual([]);
    expect(existing.one('Deployment').spec.template.spec.serviceAccountName).toBe('jobs');
  });

  test('is who the workload is to those that it calls', () => {
    const chart = shop();
    worker({ serviceAccount: { name: 'jobs' } }, chart).calls(
      new EventBackend(chart, 'api', { image, name: 'api' }),
    );
    expect(
      Manifests.of(chart).one('AuthorizationPolicy', 'api').spec.rules[0].from[0].source.principals,
    ).toEqual(['cluster.local/ns/shop/sa/jobs']);
  });
});

describe('the environment', () => {
  const environment = (props: Partial<WorkerProps>, call = true) => {
    const chart = shop();
    const caller = worker(props, chart);
    if (call) caller.calls(database(chart));
    return Manifests.of(chart).one('Deployment').spec.template.spec.containers[0].env as
      unknown[] | undefined;
  };

  test('is that of the edges', () => {
    expect(environment({})).toEqual([{ name: 'DB_HOST', value: 'database' }, PASSWORD]);
    expect(environment({}, false)).toBeUndefined();
  });

  test('is merged by name: given variables replace those of the edges, further ones both', () => {
    expect(
      environment({
        env: [
          { name: 'DB_HOST', value: 'proxy' },
          { name: 'MODE', value: 'slow' },
        ],
        extraEnv: [{ name: 'MODE', value: 'fast' }],
      }),
    ).toEqual([{ name: 'DB_HOST', value: 'proxy' }, PASSWORD, { name: 'MODE', value: 'fast' }]);
  });

  test.each<[string, Partial<WorkerProps>]>([
    ['given', { env: [{ name: 'DB_PASSWORD', value: 'readable' }] }],
    ['further', { extraEnv: [{ name: 'DB_PASSWORD', value: 'readable' }] }],
  ])('takes passwords from their Secret alone, whatever %s variables say', (_which, props) => {
    expect(environment(props)).toEqual([{ name: 'DB_HOST', value: 'database' }, PASSWORD]);
  });

  test('takes passwords that are asked for under a condition from their Secret too', () => {
    const values = new ChartValues();
    const auth = values.boolean('auth', { default: true, description: 'Asks for a password' });
    const on = values.boolean('on', { default: true, description: 'Is there' });
    const chart = shop();
    const cache = new Participant(chart, 'cache', {
      ...{ name: 'cache', namespace: 'shop', selectorLabels: { app: 'cache' }, serviceAccountName: 'cache' },
      calledPorts: [{ port: 6379, protocol: 'tcp' }],
      connectionEnvironment: [when(auth, PASSWORD as never) as never],
    });
    worker({ env: [{ name: 'DB_PASSWORD', value: 'readable' }] }, chart).calls(cache, { when: and(on) });
    expect(Manifests.of(chart).one('Deployment').spec.template.spec.containers[0].env).toEqual([PASSWORD]);
  });

  test('has passwords before whatever may refer to them, as Kubernetes wants it', () => {
    const url = { name: 'DB_URL', value: 'postgres://app:$(DB_PASSWORD)@$(DB_HOST)' };
    expect(environment({ env: [url] })).toEqual([{ name: 'DB_HOST', value: 'database' }, PASSWORD, url]);
  });

  test('leaves the release name in literal values alone', () => {
    expect(environment({ env: [{ name: 'A', value: '{{ .Release.Name }}' }] }, false)).toEqual([
      { name: 'A', value: '{{ .Release.Name }}' },
    ]);
  });

  test('has the variables that users add to the cdk8s-plus container', () => {
    const chart = shop();
    const caller = worker({ env: [{ name: 'MODE', value: 'slow' }] }, chart);
    caller.calls(database(chart));
    caller.deployment.containers[0]?.env.addVariable('MODE', EnvValue.fromValue('fast'));
    caller.deployment.containers[0]?.env.addVariable('LEVEL', EnvValue.fromValue('debug'));
    expect(Manifests.of(chart).one('Deployment').spec.template.spec.containers[0].env).toEqual([
      ...[{ name: 'DB_HOST', value: 'database' }, PASSWORD],
      ...[
        { name: 'MODE', value: 'fast' },
        { name: 'LEVEL', value: 'debug' },
      ],
    ]);
  });
});

describe('autoscaling', () => {
  test('owns the replicas of the Deployment', () => {
    const manifests = manifestsOf({ replicas: 4, autoscaling: { minReplicas: 2, maxReplicas: 6 } });
    expect(manifests.one('Deployment').spec).not.toHaveProperty('replicas');
    expect(manifests.one('HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    });
  });

  test('that is off leaves them to the props', () => {
    const manifests = manifestsOf({ replicas: 4, autoscaling: { enabled: false, maxReplicas: 6 } });
    expect(manifests.one('Deployment').spec.replicas).toBe(4);
    expect(manifests.every('HorizontalPodAutoscaler')).toEqual([]);
  });

  test('goes by what is asked for', () => {
    const external = {
      type: 'External',
      external: { metric: { name: 'jobs' }, target: { type: 'Value', value: '5' } },
    };
    const options = {
      maxReplicas: 6,
      targetCpuPercent: 0,
      targetMemoryPercent: 70,
      extraMetrics: [external],
    };
    expect(manifestsOf({ autoscaling: options }).one('HorizontalPodAutoscaler').spec.metrics).toEqual([
      {
        type: 'Resource',
        resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } },
      },
      external,
    ]);
  });

  test('by a queue is KEDA that of its ScaledObject', () => {
    const trigger = { type: 'redis', metadata: { listName: 'jobs', listLength: '5' } };
    const manifests = manifestsOf({
      replicas: 4,
      autoscaling: { minReplicas: 0, maxReplicas: 6, queue: { triggers: [trigger] } },
    });
    expect(manifests.every('HorizontalPodAutoscaler')).toEqual([]);
    expect(manifests.one('Deployment').spec).not.toHaveProperty('replicas');
    expect(manifests.one('ScaledObject').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
      minReplicaCount: 0,
      maxReplicaCount: 6,
      pollingInterval: 30,
      triggers: [trigger],
    });
  });

  test.each<[string, WorkerProps['autoscaling'], string]>([
    [
      'fewer pods at most than at least',
      { minReplicas: 5, maxReplicas: 4 },
      'minReplicas must not exceed maxReplicas',
    ],
    ['nothing to go by', { maxReplicas: 4, targetCpuPercent: 0 }, 'autoscaling needs a target'],
  ])('fails for %s', (_what, autoscaling, message) => {
    expect(() => worker({ autoscaling: autoscaling as never })).toThrow(message);
    expect(() =>
      worker({ autoscaling: { ...(autoscaling as { maxReplicas: number }), enabled: false } }),
    ).not.toThrow();
  });
});

describe('a scheduler', () => {
  test('runs once, and is stopped before its successor starts', () => {
    const chart = shop();
    new Scheduler(chart, 'scheduler', { image, name: 'scheduler' });
    const { spec } = Manifests.of(chart).one('Deployment');
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('may be stopped', () => {
    const chart = shop();
    new Scheduler(chart, 'scheduler', { image, replicas: 0 });
    expect(Manifests.of(chart).one('Deployment').spec.replicas).toBe(0);
  });

  test('fails with two replicas', () => {
    const chart = shop();
    expect(() => new Scheduler(chart, 'scheduler', { image, replicas: 2 })).toThrow(
      'replicas of a scheduler must be 0 or 1: a second producer would produce every job twice (at test/scheduler)',
    );
  });
});

describe('the cdk8s-plus Deployment', () => {
  test('takes JSON patches', () => {
    const chart = shop();
    const { deployment } = worker({ podAnnotations: { a: 'b' } }, chart);
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add('/spec/revisionHistoryLimit', 3),
      JsonPatch.add('/spec/template/metadata/annotations/example.com~1note', 'patched'),
      JsonPatch.replace('/spec/template/spec/containers/0/imagePullPolicy', 'Never'),
    );
    const { spec } = Manifests.of(chart).one('Deployment');
    expect(spec.revisionHistoryLimit).toBe(3);
    expect(spec.template.metadata.annotations).toMatchObject({ 'example.com/note': 'patched', a: 'b' });
    expect(spec.template.spec.containers[0].imagePullPolicy).toBe('Never');
  });

  test('takes dependencies', () => {
    const chart = shop();
    const [first, second] = [new Worker(chart, 'first', { image }), new Worker(chart, 'second', { image })];
    first.deployment.node.addDependency(second);
    const kinds = collectObjects(chart, 'plain').map(({ construct }) => construct.node.path);
    expect(kinds.indexOf('test/first/Deployment/Resource')).toBe(kinds.length - 1);
  });

  test('takes labels of its own', () => {
    const chart = shop();
    const { deployment } = worker({}, chart);
    deployment.metadata.addLabel('team', 'orders');
    expect(Manifests.of(chart).one('Deployment').metadata.labels).toEqual({
      'app.kubernetes.io/name': 'worker',
      team: 'orders',
    });
  });
});

test('without a name, all objects are named by the place in the tree', () => {
  const chart = shop();
  new Worker(chart, 'worker', { image });
  const [name, ...others] = new Set(Manifests.of(chart).all.map(({ metadata }) => metadata.name));
  expect(others).toEqual([]);
  expect(name).toMatch(/^test-worker-[0-9a-z]+$/);
});

test('outside of a mesh there is nothing of it', () => {
  const manifests = manifestsOf({ platform: { mesh: false, networkPolicies: false } });
  expect(manifests.titles).toEqual([
    'ServiceAccount worker',
    'PodDisruptionBudget worker',
    'Deployment worker',
  ]);
  expect(JSON.stringify(manifests.all)).not.toContain('istio');
});
