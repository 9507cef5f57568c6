import { describe, expect, test } from '@jest/globals';
import { Testing, type Chart } from 'cdk8s';
import { Enrolment } from '../../lib/enrolment/enrolment';
import { MeshNamespace } from '../../lib/enrolment/mesh-namespace';
import { Waypoint, type WaypointProps } from '../../lib/enrolment/waypoint';
import { AmbientMigration, type AmbientMigrationStep } from '../../lib/patterns/ambient-migration';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { manifest, shop } from '../routing/shop';

const restricted = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};
const labelsOf = (chart: Chart): unknown =>
  (Testing.synth(chart) as { kind: string; metadata: { labels: unknown } }[]).find(
    ({ kind }) => kind === 'Namespace',
  )?.metadata.labels;

describe('MeshNamespace', () => {
  test.each<[string, Enrolment, object]>([
    ['sidecars', Enrolment.sidecars(), { 'istio-injection': 'enabled' }],
    ['a tag', Enrolment.sidecarsOfRevision('prod-stable'), { 'istio.io/rev': 'prod-stable' }],
    ['ambient mode', Enrolment.ambient(), { 'istio.io/dataplane-mode': 'ambient' }],
    [
      'a waypoint',
      Enrolment.ambient({ waypoint: { name: 'waypoint' } }),
      { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' },
    ],
    ['no mesh', Enrolment.none(), { 'istio-injection': 'disabled', 'istio.io/dataplane-mode': 'none' }],
  ])('is enrolled by exactly the labels of %s', (_name, enrolment, labels) => {
    const chart = shop();
    new MeshNamespace(chart, 'namespace', { name: 'shop', enrolment });
    expect(labelsOf(chart)).toEqual({ ...labels, ...restricted });
  });

  test('takes labels and another level of Pod Security', () => {
    const chart = shop();
    new MeshNamespace(chart, 'namespace', { name: 'shop', labels: { team: 'a' }, podSecurity: 'baseline' });
    expect(labelsOf(chart)).toMatchObject({
      team: 'a',
      'istio-injection': 'enabled',
      'pod-security.kubernetes.io/enforce': 'baseline',
    });
  });

  test.each(['1.30', '', '-a', 'a'.repeat(64)])("refuses the revision '%s'", (revision) => {
    expect(() => Enrolment.sidecarsOfRevision(revision)).toThrow(
      `'revision' is '${revision}', expected a DNS label such as '1-30-3' or 'prod-stable'`,
    );
  });
});

describe('Waypoint', () => {
  const make = (props: WaypointProps = {}) => new Waypoint(shop(), 'Waypoint', props);

  test('takes HBONE for the services of its namespace', () => {
    expect(manifest(make().resource)).toMatchInlineSnapshot(`
     {
       "apiVersion": "gateway.networking.k8s.io/v1",
       "kind": "Gateway",
       "metadata": {
         "labels": {
           "istio.io/waypoint-for": "service",
         },
         "name": "waypoint",
         "namespace": "shop",
       },
       "spec": {
         "gatewayClassName": "istio-waypoint",
         "listeners": [
           {
             "allowedRoutes": {
               "namespaces": {
                 "from": "Same",
               },
             },
             "name": "mesh",
             "port": 15008,
             "protocol": "HBONE",
           },
         ],
       },
     }
    `);
  });

  test('is run by a revision, for pods and other namespaces', () => {
    const { resource } = make({
      handles: 'all',
      routesFrom: 'All',
      revision: '1-30-3',
      labels: { team: 'a' },
    });
    expect(manifest(resource)).toMatchObject({
      metadata: { labels: { team: 'a', 'istio.io/waypoint-for': 'all', 'istio.io/rev': '1-30-3' } },
      spec: { listeners: [{ allowedRoutes: { namespaces: { from: 'All' } } }] },
    });
  });

  test('calls services under its own name', () => {
    expect(make({ name: 'edge' })).toMatchObject({
      principal: 'cluster.local/ns/shop/sa/edge',
      networkPeer: { podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } } },
    });
  });

  test('refuses a revision that is none', () => {
    expect(() => make({ revision: '1.30' })).toThrow("'revision' is '1.30', expected a DNS label");
  });
});

describe('AmbientMigration', () => {
  const sidecars = { 'istio-injection': 'enabled' };
  const ambient = { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' };
  const steps: [AmbientMigrationStep, object, number][] = [
    ['sidecars', sidecars, 0],
    ['waypoint', sidecars, 1],
    ['both', { ...sidecars, ...ambient }, 1],
    ['ambient', ambient, 1],
  ];

  test.each(steps)('step %s', (step, labels, waypoints) => {
    const chart = shop();
    new AmbientMigration(chart, 'migration', { namespace: 'shop', step, labels: { team: 'a' } });
    expect(labelsOf(chart)).toEqual({ ...labels, ...restricted, team: 'a' });
    expect(
      (Testing.synth(chart) as { kind: string }[]).filter(({ kind }) => kind === 'Gateway'),
    ).toHaveLength(waypoints);
  });

  test.each(steps)('step %s by a value', (step, labels, waypoints) => {
    const chart = shop();
    const values = new ChartValues();
    const value = values.oneOf<AmbientMigrationStep>('step', {
      default: 'sidecars',
      oneOf: ['sidecars', 'waypoint', 'both', 'ambient'],
      description: 'How far the migration is',
    });
    new AmbientMigration(chart, 'migration', { namespace: 'shop', step: value });
    const objects = evaluateChart(chart, { values, overrides: { step } }) as unknown as {
      kind: string;
      metadata: { labels: object };
    }[];
    expect(objects.find(({ kind }) => kind === 'Namespace')?.metadata.labels).toEqual({
      ...labels,
      ...restricted,
    });
    expect(objects.filter(({ kind }) => kind === 'Gateway')).toHaveLength(waypoints);
  });
});
