import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { meshOf, restaurantPrices } from './restaurant';
import type { CostReport, WorkloadCost } from '../../lib/cost/cost-report';
import { costDifference } from '../../lib/cost/cost-difference';
import { estimateCost } from '../../lib/cost/estimate';
import { podCarryingTypes } from '../../lib/mesh/workloads';

const MIB = 1024 ** 2;
const meshed =
  '{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {istio-injection: enabled}}}';

/** The estimate of objects of YAML in flow style, one a line. */
function estimate(...objects: readonly string[]): CostReport {
  return estimateCost(meshOf(objects.map((object) => load(object))), restaurantPrices);
}

const deployment = (spec: string, pod: string, metadata = ''): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {${spec} template: {metadata: {${metadata}}, spec: {${pod}}}}}`;
const container = (name: string, cpu: string, more = ''): string =>
  `{name: ${name}, resources: {requests: {cpu: ${cpu}, memory: 100Mi}}${more}}`;
const web = `containers: [${container('web', '100m')}]`;

function only(report: CostReport): WorkloadCost {
  const [first, ...others] = report.workloads;
  if (first === undefined || others.length > 0) throw new Error(`${report.workloads.length} workloads`);
  return first;
}

describe('pods', () => {
  const scaled = (kind: string, apiVersion: string, spec: string): string =>
    `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: scaler}, spec: {${spec}}}`;
  const hpa = (spec: string): string => scaled('HorizontalPodAutoscaler', 'autoscaling/v2', spec);
  const keda = (spec: string): string => scaled('ScaledObject', 'keda.sh/v1alpha1', spec);
  const target = 'scaleTargetRef: {kind: Deployment, name: web}';

  test.each<[what: string, objects: readonly string[], min: number, max: number]>([
    ['one without replicas', [deployment('', web)], 1, 1],
    ['as many as replicas', [deployment('replicas: 3,', web)], 3, 3],
    [
      'the range of an autoscaler',
      [deployment('', web), hpa(`${target}, minReplicas: 2, maxReplicas: 7`)],
      2,
      7,
    ],
    ['at least one by default', [deployment('', web), hpa(`${target}, maxReplicas: 7`)], 1, 7],
    [
      'none where an autoscaler is switched off',
      [deployment('replicas: 0,', web), hpa(`${target}, maxReplicas: 7`)],
      0,
      0,
    ],
    [
      'those of another workload do not count',
      [
        deployment('replicas: 3,', web),
        hpa('scaleTargetRef: {kind: StatefulSet, name: web}, maxReplicas: 7'),
      ],
      3,
      3,
    ],
    ['0..100 for KEDA', [deployment('', web), keda('scaleTargetRef: {name: web}')], 0, 100],
    [
      'from the idle count of KEDA',
      [
        deployment('replicas: 0,', web),
        keda(`${target}, minReplicaCount: 2, idleReplicaCount: 0, maxReplicaCount: 5`),
      ],
      0,
      5,
    ],
    [
      'one a node for a DaemonSet',
      [`{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: logs}, spec: {template: {spec: {${web}}}}}`],
      3,
      3,
    ],
    ['one for a Pod', [`{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {${web}}}`], 1, 1],
    [
      'none or some for a Job',
      [
        `{apiVersion: batch/v1, kind: Job, metadata: {name: once}, spec: {parallelism: 4, template: {spec: {${web}}}}}`,
      ],
      0,
      4,
    ],
    [
      'the last of two objects of one name',
      [deployment('replicas: 3,', web), deployment('replicas: 5,', web)],
      5,
      5,
    ],
  ])('%s', (_what, objects, min, max) => {
    expect(only(estimate(...objects)).pods).toEqual({ min, max });
  });

  test('those of Jobs are shown and not priced', () => {
    const report = estimate(
      `{apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {jobTemplate: {spec: {template: {spec: {${web}}}}}}}`,
    );
    expect(only(report)).toMatchObject({ priced: false, cpu: { min: 0, max: 0.1 } });
    expect(report.total.cpu.max).toBe(0);
    expect(report.total.monthly.total.max).toBe(0);
  });
});

describe('requests of a pod', () => {
  const init = (name: string, cpu: string, more = ''): string => container(name, cpu, more);
  test.each<[what: string, objects: readonly string[], cpu: number]>([
    [
      'the sum of its containers',
      [deployment('', `containers: [${container('a', '100m')}, ${container('b', '0.2')}]`)],
      0.3,
    ],
    [
      'the limit where there is no request',
      [deployment('', 'containers: [{name: a, resources: {limits: {cpu: 2}}}]')],
      2,
    ],
    ['nothing where nothing is said', [deployment('', 'containers: [{name: a}]')], 0],
    [
      'its largest init container, if that is more',
      [deployment('', `initContainers: [${init('x', '1')}, ${init('y', '2')}], ${web}`)],
      2,
    ],
    [
      'native sidecars run with the containers, and with later init containers',
      [
        deployment(
          '',
          `initContainers: [${init('s', '100m', ', restartPolicy: Always')}, ${init('y', '2')}], ${web}`,
        ),
      ],
      2.1,
    ],
    ['the resources of the whole pod', [deployment('', `resources: {requests: {cpu: 3}}, ${web}`)], 3],
    ['the overhead of its runtime class', [deployment('', `overhead: {cpu: 50m}, ${web}`)], 0.15],
    ['an injected sidecar', [meshed, deployment('', web)], 0.11],
    [
      'a sidecar beside an init container, since it is native',
      [meshed, deployment('', `initContainers: [${init('x', '1')}], ${web}`)],
      1.01,
    ],
    [
      'none beside an init container where it is not',
      [
        meshed,
        deployment(
          '',
          `initContainers: [${init('x', '1')}], ${web}`,
          "annotations: {sidecar.istio.io/nativeSidecar: 'false'}",
        ),
      ],
      1,
    ],
    [
      'a sidecar as annotations size it',
      [meshed, deployment('', web, 'annotations: {sidecar.istio.io/proxyCPU: 300m}')],
      0.4,
    ],
    [
      'the limit of a sidecar where it is all that is said',
      [meshed, deployment('', web, "annotations: {sidecar.istio.io/proxyCPULimit: '1'}")],
      1.1,
    ],
    [
      'no default beside an annotation',
      [meshed, deployment('', web, 'annotations: {sidecar.istio.io/proxyMemory: 1Gi}')],
      0.1,
    ],
    [
      'a sidecar as a container of the template sizes it',
      [
        meshed,
        deployment(
          '',
          `containers: [${container('web', '100m')}, ${container('istio-proxy', '500m', ', image: auto')}]`,
        ),
      ],
      0.6,
    ],
    [
      'no sidecar where the pod refuses it',
      [meshed, deployment('', web, "labels: {sidecar.istio.io/inject: 'false'}")],
      0.1,
    ],
  ])('%s', (_what, objects, cpu) => {
    expect(only(estimate(...objects)).pod.requests.cpu).toBeCloseTo(cpu, 9);
  });

  test('a gateway is a proxy and no sidecar', () => {
    const report = estimate(
      deployment(
        '',
        'containers: [{name: istio-proxy, image: auto}]',
        "labels: {sidecar.istio.io/inject: 'true'}",
      ),
    );
    expect(only(report).pod.requests).toEqual({ cpu: 0.01, memory: 40 * MIB });
    expect(report.total.sidecars.count.max).toBe(0);
  });

  test('limits are known where every container has one', () => {
    const limited =
      '{name: a, resources: {limits: {cpu: 1, memory: 1Gi}}}, {name: b, resources: {limits: {cpu: 500m}}}';
    expect(only(estimate(deployment('', `containers: [${limited}]`))).pod.limits).toEqual({ cpu: 1.5 });
  });

  test('what is no quantity counts as 0, with a note', () => {
    const report = estimate(deployment('', `containers: [${container('web', 'lots')}]`));
    expect(only(report).pod.requests.cpu).toBe(0);
    expect(report.notes).toEqual([
      'Deployment default/web: container web: cpu: found "lots", expected a quantity; it counts as 0',
    ]);
  });
});

describe('volumes and load balancers', () => {
  const size = (storage: string): string => `resources: {requests: {storage: ${storage}}}`;

  test('a template gives one volume for each pod', () => {
    const report = estimate(
      `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 3, template: {spec: {${web}}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {${size('10Gi')}}}]}}`,
    );
    expect(only(report).volumes).toMatchObject([{ name: 'data', count: { max: 3 }, monthly: { max: 3 } }]);
    expect(report.total.monthly.storage.max).toBe(3);
  });

  test('so does an ephemeral claim', () => {
    const volume = `{name: scratch, ephemeral: {volumeClaimTemplate: {spec: {${size('1Gi')}}}}}`;
    expect(only(estimate(deployment('replicas: 2,', `${web}, volumes: [${volume}]`))).volumes).toMatchObject([
      { name: 'scratch', count: { max: 2 } },
    ]);
  });

  test('a claim counts once, at the price of its class, and its pods name it', () => {
    const mesh = meshOf([
      load(
        `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {storageClassName: fast, ${size('5Gi')}}}`,
      ),
      load(
        deployment('replicas: 2,', `${web}, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]`),
      ),
    ]);
    const prices = { ...restaurantPrices.prices, storageClasses: { fast: 1 } };
    const report = estimateCost(mesh, { ...restaurantPrices, prices });
    expect(report.claims).toMatchObject([{ name: 'data', monthly: { min: 5, max: 5 } }]);
    expect(only(report).mounts).toEqual(['data']);
  });

  test('a claim without a size is noted', () => {
    expect(estimate('{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}}').notes).toEqual([
      'PersistentVolumeClaim default/data: volume data states no readable size; it counts as 0',
    ]);
  });

  test('Services of the type, and Gateways for which istiod makes one', () => {
    const gateway = (name: string, spec: string, metadata = ''): string =>
      `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: ${name}${metadata}}, spec: {listeners: [{port: 80}], ${spec}}}`;
    const report = estimate(
      '{apiVersion: v1, kind: Service, metadata: {name: public}, spec: {type: LoadBalancer}}',
      '{apiVersion: v1, kind: Service, metadata: {name: private}, spec: {type: ClusterIP}}',
      gateway('made', 'gatewayClassName: istio'),
      gateway('waypoint', 'gatewayClassName: istio-waypoint'),
      gateway('attached', 'gatewayClassName: istio, addresses: [{type: Hostname, value: gw.example}]'),
      gateway(
        'inner',
        'gatewayClassName: istio',
        ', annotations: {networking.istio.io/service-type: ClusterIP}',
      ),
    );
    expect(report.loadBalancers.map(({ object }) => object.name)).toEqual(['public', 'made']);
    expect(report.total.monthly.loadBalancers.max).toBe(32);
  });
});

describe('costDifference', () => {
  test('names what makes it', () => {
    const old = estimate(
      deployment('', web),
      '{apiVersion: v1, kind: Service, metadata: {name: lb}, spec: {type: LoadBalancer}}',
    );
    const changed = estimate(deployment('replicas: 2,', web));
    const { lines, ...sums } = costDifference(old, changed);
    expect(lines.map(({ object, old: from, new: to }) => [object.name, from.max > 0, to.max > 0])).toEqual([
      ['web', true, true],
      ['lb', true, false],
    ]);
    expect(sums.currency).toBe('USD');
    expect(sums.new.max - sums.old.max).toBeCloseTo(3.32 - 16, 2);
  });

  test('nothing where nothing differs', () => {
    const report = estimate(meshed, deployment('', web));
    expect(costDifference(report, report).lines).toEqual([]);
  });
});

test('whatever the types, an estimate of finite numbers', () => {
  const types = podCarryingTypes.map((type) => type.split('/') as [string, string]);
  const shapes = fc.letrec<{ pod: unknown; object: unknown }>((tie) => ({
    pod: fc.oneof(
      fc.jsonValue(),
      fc.record({
        containers: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record({
              name: fc.jsonValue(),
              resources: fc.record({
                requests: fc.jsonValue(),
                limits: fc.record({ cpu: fc.jsonValue(), memory: fc.jsonValue() }),
              }),
            }),
          ),
        ),
        initContainers: fc.jsonValue(),
        volumes: fc.oneof(fc.jsonValue(), fc.array(fc.record({ ephemeral: fc.jsonValue() }))),
      }),
    ),
    object: fc.record({
      replicas: fc.jsonValue(),
      volumeClaimTemplates: fc.array(fc.record({ metadata: fc.jsonValue(), spec: fc.jsonValue() })),
      template: fc.record({ metadata: fc.jsonValue(), spec: tie('pod') }),
      jobTemplate: fc.jsonValue(),
    }),
  }));
  fc.assert(
    fc.property(fc.constantFrom(...types), shapes.object, fc.jsonValue(), ([group, kind], spec, hpa) => {
      const report = estimateCost(
        meshOf([
          load(meshed),
          { apiVersion: `${group === '' ? '' : `${group}/`}v1`, kind, metadata: { name: 'x' }, spec },
          { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: {}, spec: hpa },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: hpa, spec: hpa },
        ]),
        restaurantPrices,
      );
      expect(JSON.stringify(report.total)).not.toContain('null');
      expect(report.total.monthly.total.min).toBeGreaterThanOrEqual(0);
    }),
  );
});
