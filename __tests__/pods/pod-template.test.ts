import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart } from 'cdk8s';
import { ConfigMap, Deployment, Env, EnvValue, Node, NodeTaintQuery, Volume } from 'cdk8s-plus-28';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { completePodTemplate, type PodTemplateOptions } from '../../lib/pods/pod-template';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import type { Tree } from '../../lib/values/expression';
import { readable, shop, type Complete } from '../fixtures/manifests';

const values = new ChartValues();
const spreadConstraints = values.list('topologySpreadConstraints', {
  default: [],
  items: { type: 'freeForm' },
  description: 'Spread',
});
const mesh = values.boolean('mesh', { default: false, description: 'Mesh' });
const context = {
  release: { name: 'shop', namespace: 'shop' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
};
const minimal: PodTemplateOptions = {
  labels: { app: 'orders' },
  serviceAccountName: 'orders',
  container: { name: 'api', image: 'orders:v1' },
};

/** A cdk8s-plus Deployment of one container, and the template that is made of what it has come to. */
function deployment(chart: Chart = shop()) {
  const made = new Deployment(chart, 'Deployment', {
    select: false,
    containers: [{ image: 'set-below', securityContext: {}, resources: {} }],
  });
  const complete = (options: Partial<PodTemplateOptions> = {}, given: object = {}) => {
    const { spec } = ApiObject.of(made).toJson() as { spec: { template: Tree } };
    const tree = completePodTemplate(spec.template, { ...minimal, ...options });
    return evaluate(tree, {
      ...context,
      values: { ...values.defaults, ...given },
    }) as unknown as Complete<PodTemplateSpec>;
  };
  return { made, complete };
}

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

test('the least that a pod has', () => {
  expect(readable(deployment().complete(), 4)).toMatchInlineSnapshot(`
   "metadata:
     labels:
       app: orders
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
     containers:
       - image: orders:v1
         imagePullPolicy: Always
         name: api
         securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true, runAsNonRoot: true}
         volumeMounts: [{name: tmp, mountPath: /tmp}]
     volumes:
       - name: tmp
         emptyDir: {}
   "
  `);
});

describe('what users add to the cdk8s-plus object stays', () => {
  test('containers, with their mounts and users, under the same restrictions', () => {
    const chart = shop();
    const { made, complete } = deployment(chart);
    const cache = Volume.fromEmptyDir(chart, 'cache', 'cache');
    made.addContainer({
      name: 'proxy',
      image: 'proxy:v1',
      volumeMounts: [{ path: '/cache', volume: cache }],
    });
    made.addContainer({
      name: 'odd',
      image: 'odd:v1',
      securityContext: {
        user: 1234,
        readOnlyRootFilesystem: false,
        privileged: true,
        ensureNonRoot: false,
        allowPrivilegeEscalation: true,
      },
    });
    made.addInitContainer({
      name: 'first',
      image: 'first:v1',
      volumeMounts: [{ path: '/cache', volume: cache }],
    });
    const { spec } = complete();
    const [api, proxy, odd] = spec.containers as unknown as (typeof spec.containers)[0][];
    expect([api?.name, proxy?.name, odd?.name]).toEqual(['api', 'proxy', 'odd']);
    expect(proxy?.volumeMounts).toEqual([{ name: 'cache', mountPath: '/cache' }]);
    expect(proxy?.securityContext).toEqual(RESTRICTED);
    expect(odd?.securityContext).toEqual({ ...RESTRICTED, readOnlyRootFilesystem: false, runAsUser: 1234 });
    expect(spec.initContainers).toMatchObject([
      { name: 'first', securityContext: RESTRICTED, volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
    ]);
    expect(spec.volumes).toContainEqual({ name: 'cache', emptyDir: {} });
  });

  test('mounts, ports and sources of variables of the main container', () => {
    const chart = shop();
    const { made, complete } = deployment(chart);
    const [main] = made.containers;
    main?.mount('/data', Volume.fromEmptyDir(chart, 'data', 'data'));
    main?.addPort({ number: 9090, name: 'metrics' });
    main?.env.copyFrom(Env.fromConfigMap(ConfigMap.fromConfigMapName(chart, 'settings', 'settings')));
    const { containers } = complete({ extraEnvFrom: [{ secretRef: { name: 'more' } }] }).spec;
    expect(containers[0].volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
    ]);
    expect(containers[0].ports).toEqual([{ name: 'metrics', containerPort: 9090 }]);
    expect(containers[0].envFrom).toEqual([
      { configMapRef: { name: 'settings' } },
      { secretRef: { name: 'more' } },
    ]);
  });

  test('variables of the main container, where nobody decides on others', () => {
    const { made, complete } = deployment();
    made.containers[0]?.env.addVariable('MODE', EnvValue.fromValue('fast'));
    expect(complete().spec.containers[0].env).toEqual([{ name: 'MODE', value: 'fast' }]);
  });

  test('scheduling, DNS and host aliases', () => {
    const { made, complete } = deployment();
    made.scheduling.tolerate(Node.tainted(NodeTaintQuery.is('dedicated', 'orders')));
    made.scheduling.attract(Node.labeled());
    made.addHostAlias({ ip: '10.0.0.1', hostnames: ['legacy'] });
    made.dns.addNameserver('10.0.0.2');
    const { spec } = complete({ tolerations: [{ key: 'spot', operator: 'Exists' }] });
    expect(spec).toMatchObject({
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['legacy'] }],
      dnsConfig: { nameservers: ['10.0.0.2'] },
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'orders' },
        { key: 'spot', operator: 'Exists' },
      ],
    });
  });

  test('labels and annotations of the pods', () => {
    const { made, complete } = deployment();
    made.podMetadata.addLabel('team', 'orders');
    made.podMetadata.addAnnotation('note', 'kept');
    const { metadata } = complete({ podLabels: { tier: 'api' }, podAnnotations: { other: 'x' } });
    expect(metadata.labels).toEqual({ app: 'orders', team: 'orders', tier: 'api' });
    expect(metadata.annotations).toMatchObject({ note: 'kept', other: 'x' });
  });
});

describe('options', () => {
  test.each<[string, Partial<PodTemplateOptions>, object]>([
    [
      'imagePullSecrets',
      { imagePullSecrets: [{ name: 'registry' }] },
      { imagePullSecrets: [{ name: 'registry' }] },
    ],
    ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, { nodeSelector: { disk: 'ssd' } }],
    ['tolerations', { tolerations: [{ operator: 'Exists' }] }, { tolerations: [{ operator: 'Exists' }] }],
    ['affinity', { affinity: { nodeAffinity: {} } }, { affinity: { nodeAffinity: {} } }],
    ['priorityClassName', { priorityClassName: 'high' }, { priorityClassName: 'high' }],
    [
      'terminationGracePeriodSeconds',
      { terminationGracePeriodSeconds: 60 },
      { terminationGracePeriodSeconds: 60 },
    ],
    [
      'runAsUser',
      { runAsUser: 10001 },
      {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 10001,
          runAsGroup: 10001,
          fsGroup: 10001,
          fsGroupChangePolicy: 'OnRootMismatch',
          seccompProfile: { type: 'RuntimeDefault' },
        },
      },
    ],
    [
      'extraContainers',
      { extraContainers: [{ name: 'x' }] },
      { containers: [{ name: 'api' }, { name: 'x' }] },
    ],
    ['initContainers', { initContainers: [{ name: 'wait' }] }, { initContainers: [{ name: 'wait' }] }],
    [
      'volumes, and extraVolumes after them',
      { volumes: [{ name: 'a', emptyDir: {} }], extraVolumes: [{ name: 'b', emptyDir: {} }] },
      { volumes: [{ name: 'tmp' }, { name: 'a' }, { name: 'b' }] },
    ],
    [
      'extraVolumeMounts',
      { extraVolumeMounts: [{ name: 'b', mountPath: '/b' }] },
      { containers: [{ volumeMounts: [{ name: 'tmp' }, { name: 'b' }] }] },
    ],
    [
      'extraEnvFrom',
      { extraEnvFrom: [{ configMapRef: { name: 'x' } }] },
      { containers: [{ envFrom: [{ configMapRef: { name: 'x' } }] }] },
    ],
  ])('%s', (_what, options, expected) => {
    expect(deployment().complete(options).spec).toMatchObject(expected);
  });

  test('that are empty leave nothing', () => {
    const empty: Partial<PodTemplateOptions> = {
      ...{ imagePullSecrets: [], nodeSelector: {}, tolerations: [], affinity: {}, priorityClassName: '' },
      ...{ podLabels: {}, podAnnotations: {}, extraEnvFrom: [], extraVolumes: [], extraVolumeMounts: [] },
      ...{ extraContainers: [], initContainers: [], volumes: [], topologySpreadConstraints: [] },
    };
    expect(deployment().complete(empty)).toEqual(deployment().complete());
  });
});

describe('pods spread', () => {
  const spreadOver = { app: 'orders' };
  const constraint = { maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };

  test('over zones and nodes where the construct says so', () => {
    const { topologySpreadConstraints } = deployment().complete({ spreadOver }).spec;
    expect(topologySpreadConstraints.map(({ topologyKey }) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    expect(topologySpreadConstraints[0]).toEqual({
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'orders' } },
    });
    expect(deployment().complete().spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('as the user says', () => {
    const { complete } = deployment();
    const spread = (options: Partial<PodTemplateOptions>, given = {}) =>
      complete(options, given).spec.topologySpreadConstraints;
    expect(spread({ topologySpreadConstraints: [constraint] })).toEqual([constraint]);
    expect(spread({ spreadOver, topologySpreadConstraints: [constraint] })).toEqual([constraint]);
    const options = { spreadOver, topologySpreadConstraints: spreadConstraints as never };
    expect(spread(options, { topologySpreadConstraints: [constraint] })).toEqual([constraint]);
    expect(spread(options)).toHaveLength(2);
  });
});

test('pods outside of the mesh carry none of its annotations', () => {
  expect(deployment().complete({ mesh: false }).metadata).not.toHaveProperty('annotations');
  expect(deployment().complete({ mesh }).metadata).not.toHaveProperty('annotations');
  expect(deployment().complete({ mesh }, { mesh: true }).metadata.annotations).toEqual({
    'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true\n',
    'sidecar.istio.io/nativeSidecar': 'true',
  });
});
