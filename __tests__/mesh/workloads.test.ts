import { describe, expect, test } from '@jest/globals';
import { endpointsOf, withLabels } from '../../lib/mesh/endpoints';
import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import type { MeshService } from '../../lib/mesh/services';
import { podCarryingTypes, workloadTypes } from '../../lib/mesh/workloads';
import { istio, manifest, meshOf, pod, service } from './manifests';

const metadata = { labels: { app: 'web' }, annotations: { note: 'x' } };
const template = { metadata, spec: { serviceAccountName: 'web', hostNetwork: true } };

describe('a workload', () => {
  test.each<[string, Manifest, object]>([
    ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind): [string, Manifest, object] => [
      kind,
      manifest('apps/v1', kind, 'shop/web', { template }, { labels: { app: 'outer' } }),
      { template: ['spec', 'template'] },
    ]),
    ['Rollout', manifest('argoproj.io/v1alpha1', 'Rollout', 'shop/web', { template }), {}],
    ['Job', manifest('batch/v1', 'Job', 'shop/web', { template }), { template: ['spec', 'template'] }],
    ['ReplicationController', manifest('v1', 'ReplicationController', 'shop/web', { template }), {}],
    [
      'CronJob',
      manifest('batch/v1', 'CronJob', 'shop/web', { jobTemplate: { spec: { template } } }),
      { template: ['spec', 'jobTemplate', 'spec', 'template'] },
    ],
    ['Pod', pod('shop/web', metadata, template.spec), { template: [] }],
  ])('of a %s is that of its pods', (_, object, more) => {
    expect(meshOf(object).workloads.all).toEqual([
      expect.objectContaining({
        namespace: 'shop',
        name: 'web',
        ...metadata,
        podSpec: template.spec,
        serviceAccount: 'web',
        ...more,
      }),
    ]);
  });

  test.each([
    [{}, 'default'],
    [{ serviceAccount: 'old' }, 'old'],
    [{ serviceAccount: 'old', serviceAccountName: 'new' }, 'new'],
  ])('with %j runs as %s', (spec, expected) => {
    expect(meshOf(pod('shop/web', {}, spec)).workloads.all[0]?.serviceAccount).toBe(expected);
  });

  test('of a machine has the labels of its object and of its spec', () => {
    const spec = { address: '10.0.0.1', labels: { app: 'web', zone: 'b' } };
    const [machine] = meshOf(
      istio('WorkloadEntry', 'shop/m', spec, {
        labels: { zone: 'a', rack: '1' },
        annotations: { note: 'x' },
      }),
    ).workloads.all;
    expect(machine).toMatchObject({ name: 'm', podSpec: {}, template: [], serviceAccount: 'default' });
    expect(machine?.labels).toEqual({ app: 'web', zone: 'b', rack: '1' });
    expect(machine?.annotations).toEqual({ note: 'x' });
  });

  test('of a group of machines has what the group gives to each', () => {
    const group = (serviceAccount: object) =>
      meshOf(istio('WorkloadGroup', 'shop/g', { metadata, template: serviceAccount })).workloads.all[0];
    expect(group({ serviceAccount: 'm' })).toMatchObject({
      ...metadata,
      name: 'g',
      podSpec: {},
      template: ['spec'],
      serviceAccount: 'm',
    });
    expect(group({})?.serviceAccount).toBe('default');
  });

  test('is nothing else', () => {
    expect(meshOf(service('shop/web')).workloads.all).toEqual([]);
    expect(podCarryingTypes).toHaveLength(9);
    expect(workloadTypes.slice(9)).toEqual([
      'networking.istio.io/WorkloadEntry',
      'networking.istio.io/WorkloadGroup',
    ]);
  });

  test.each([
    ['shop', {}, ['a', 'b']],
    ['shop', { app: 'a' }, ['a']],
    ['shop', { tier: 'front' }, ['a', 'b']],
    ['shop', { tier: 'front', app: 'b' }, ['b']],
    ['shop', { app: 'b', tier: 'back' }, []],
    ['shop', { zone: 'x' }, []],
    ['bank', { tier: 'front' }, ['c']],
    ['other', {}, []],
  ])('in %s with %j is one of %j', (home, labels, expected) => {
    const { workloads } = meshOf(
      ...['shop/a', 'shop/b', 'bank/c'].map((name) =>
        pod(name, { labels: { app: name.slice(5), tier: 'front' } }),
      ),
    );
    // A second question is answered by what was kept of the first.
    for (const found of [workloads.selected(home, labels), workloads.selected(home, labels)]) {
      expect(found.map(({ name }) => name)).toEqual(expected);
    }
    expect(workloads.selectedAnywhere({ tier: 'front' }).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

describe('what answers for a service', () => {
  const names = (own: Manifest, ...others: readonly Manifest[]) => {
    const mesh = meshOf(own, ...others);
    const found = endpointsOf(mesh, mesh.services.all[0] as MeshService);
    expect(endpointsOf(mesh, mesh.services.all[0] as MeshService)).toBe(found);
    return found?.map(({ name }) => name);
  };
  const web = { labels: { app: 'web' } };
  const ended = (phase: string): Manifest =>
    manifestOf(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'shop', ...web },
        status: { phase },
      },
      'default',
    ) as Manifest;
  const scaled = (spec: object) =>
    manifest('apps/v1', 'Deployment', 'shop/d', { template: { metadata: web }, ...spec });

  test.each<[string, readonly Manifest[], readonly string[]]>([
    ['its pods by name', [pod('shop/b', web), pod('shop/a', web), pod('shop/c', web)], ['a', 'b', 'c']],
    ['no other pods', [pod('shop/b'), pod('bank/web', web)], []],
    ['a pod that runs', [ended('Running')], ['p']],
    ['no pod that has succeeded', [ended('Succeeded')], []],
    ['no pod that has failed', [ended('Failed')], []],
    ['a Deployment', [scaled({})], ['d']],
    ['one that is scaled', [scaled({ replicas: 1 })], ['d']],
    ['none that is scaled to nothing', [scaled({ replicas: 0 })], []],
    ['no Job', [manifest('batch/v1', 'Job', 'shop/j', { template: { metadata: web } })], []],
    [
      'no CronJob',
      [manifest('batch/v1', 'CronJob', 'shop/j', { jobTemplate: { spec: { template: { metadata: web } } } })],
      [],
    ],
  ])('%s', (_, workloads, expected) => {
    expect(names(service('shop/web'), ...workloads)).toEqual(expected);
  });

  test.each([
    ['a Service that others fill', service('shop/web', { selector: {} }), undefined],
    ['DNS', istio('ServiceEntry', 'shop/e', { hosts: ['a.test'], resolution: 'DNS' }), undefined],
    ['a list of nothing', istio('ServiceEntry', 'shop/e', { hosts: ['a.test'], resolution: 'STATIC' }), []],
    [
      'addresses, or the places of what has none',
      istio('ServiceEntry', 'shop/e', { hosts: ['a.test'], endpoints: [{ address: '10.0.0.1' }, {}] }),
      ['10.0.0.1', 'endpoints[1]'],
    ],
  ])('%s', (_, own, expected) => {
    expect(names(own)).toEqual(expected);
  });

  test('by the labels of a subset', () => {
    const spec = { hosts: ['a.test'], endpoints: [{ address: '10.0.0.1', labels: { version: 'v1' } }, {}] };
    const mesh = meshOf(istio('ServiceEntry', 'shop/e', spec));
    const endpoints = endpointsOf(mesh, mesh.services.all[0] as MeshService) ?? [];
    expect(withLabels(endpoints, { version: 'v1' })).toEqual([endpoints[0]]);
    expect(withLabels(endpoints, { version: 'v2' })).toEqual([]);
    const [only] = endpointsOf(...serving()) ?? [];
    expect(only).toMatchObject({ name: 'web', labels: { app: 'web' }, workload: { name: 'web' } });
  });
});

function serving(): Parameters<typeof endpointsOf> {
  const mesh = meshOf(service('shop/web'), pod('shop/web'));
  return [mesh, mesh.services.all[0] as MeshService];
}
