import { beforeEach, describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import type { Deployment as DeploymentShape } from 'kubernetes-types/apps/v1';
import { Bindings, deferredManifest, type FieldPath } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import { expressionOf, isDeferral, type Tree } from '../../lib/values/expression';
import { fields, format, when } from '../../lib/values/operators';
import { ConfigError } from '../../lib/vocabulary/config-error';
import type { JsonObject } from '../../lib/vocabulary/json';

const values = new ChartValues();
const replicas = values.integer('replicas', { default: 3, description: 'Pods' });
const labels = values.map<string>('labels', {
  default: { team: 'orders' },
  values: { type: 'string' },
  description: 'Labels',
});
const debug = values.boolean('debug', { default: false, description: 'Debug' });
const context = {
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
};

const NODES = '/spec/template/spec/nodeSelector';

let object: ApiObject;
let bindings: Bindings<DeploymentShape>;
beforeEach(() => {
  object = new ApiObject(new Chart(new App(), 'orders', { namespace: 'market' }), 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders' },
    spec: {
      replicas: 1,
      template: {
        metadata: { labels: { app: 'orders' } },
        spec: { containers: [{ name: 'main', image: 'x' }] },
      },
    },
  });
  bindings = new Bindings<DeploymentShape>(object);
});
const toJson = () => object.toJson() as JsonObject;
const spec = () => toJson()['spec'] as JsonObject;

describe('bound fields', () => {
  test('set replaces what cdk8s made, `toJson` shows the default', () => {
    bindings.set((o) => o.spec.replicas, replicas);
    expect(spec()).toMatchObject({ replicas: 3 });
    const manifest = deferredManifest(object) as { spec: { replicas: Tree } };
    expect(expressionOf(manifest.spec.replicas)).toMatchObject({ op: 'value', path: ['replicas'] });
    expect(evaluate(deferredManifest(object), { ...context, values: { replicas: 7 } })).toMatchObject({
      spec: { replicas: 7 },
    });
  });

  test('set makes the maps on the way, and reaches into lists', () => {
    bindings
      .set((o) => o.spec.template.spec.nodeSelector, labels)
      .set((o) => o.spec.template.spec.containers[0].image, 'orders:v1')
      .set((o) => o.spec.strategy.rollingUpdate.maxSurge, 1);
    expect(spec()).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: 1 } },
      template: {
        spec: { nodeSelector: { team: 'orders' }, containers: [{ name: 'main', image: 'orders:v1' }] },
      },
    });
  });

  test('set asks a function when manifests are made', () => {
    let count = 1;
    bindings.set(
      (o) => o.spec.replicas,
      () => count,
    );
    count = 5;
    expect(spec()).toMatchObject({ replicas: 5 });
  });

  test('set of undefined leaves the field', () => {
    bindings.set((o) => o.spec.replicas, undefined);
    expect(spec()).toMatchObject({ replicas: 1 });
  });

  test('a value that is not there takes the field away', () => {
    bindings.set((o) => o.spec.replicas, when(debug, replicas));
    expect(spec()).not.toHaveProperty('replicas');
  });

  test('update sees what is there, undefined removes it', () => {
    bindings
      .update(
        (o) => o.spec.template.metadata.labels,
        (current) => fields(current, labels),
      )
      .update(
        (o) => o.spec.replicas,
        () => undefined,
      );
    expect(spec()).not.toHaveProperty('replicas');
    expect(spec()).toMatchObject({ template: { metadata: { labels: { app: 'orders', team: 'orders' } } } });
  });

  test('remove takes a field away, and one that is not there is no mistake', () => {
    bindings.remove((o) => o.spec.replicas).remove((o) => o.spec.paused);
    expect(Object.keys(spec())).toEqual(['template']);
  });

  test('merge sets top-level fields', () => {
    bindings.merge(() => ({ spec: { replicas }, immutable: undefined }));
    expect(object.toJson()).toMatchObject({ kind: 'Deployment', spec: { replicas: 3 } });
    expect(object.toJson()).not.toHaveProperty('immutable');
  });

  test('apply in the order in which they were bound, whoever binds', () => {
    bindings.set((o) => o.spec.replicas, 2);
    new Bindings<DeploymentShape>(object).update(
      (o) => o.spec.replicas,
      (current) => (current as number) + 40,
    );
    expect(spec()).toMatchObject({ replicas: 42 });
  });

  test('leave what toJson gave before as it was', () => {
    bindings.set((o) => o.spec.replicas, 2);
    const before = object.toJson() as { spec: { template: { spec: unknown } } };
    before.spec.template.spec = 'changed';
    expect(spec()).toMatchObject({ replicas: 2, template: { spec: { containers: [{ name: 'main' }] } } });
  });

  test('fail inside of something that only deployment knows', () => {
    bindings
      .set((o) => o.spec.template.metadata.labels, labels)
      .set((o) => (o.spec.template.metadata.labels as unknown as { app: FieldPath<string> }).app, 'x');
    expect(toJson).toThrow(
      "cannot bind 'spec.template.metadata.labels.app': 'spec.template.metadata.labels' is no map or list that is known here",
    );
  });

  test('fail inside of a scalar', () => {
    bindings.set((o) => (o.kind as unknown as { name: FieldPath<string> }).name, 'x');
    expect(toJson).toThrow("cannot bind 'kind.name': 'kind' is no map or list that is known here");
  });
});

describe('JSON patches', () => {
  beforeEach(() => {
    bindings
      .set((o) => o.spec.replicas, replicas)
      .set((o) => o.spec.template.spec.nodeSelector, labels)
      .set((o) => o.spec.template.spec.priorityClassName, when(debug, 'low'));
  });

  test('apply after the bound fields, whenever they were added', () => {
    object.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'patched'));
    bindings.set((o) => o.spec.template.spec.containers[0].image, 'bound');
    expect(spec()).toMatchObject({ replicas: 3, template: { spec: { containers: [{ image: 'patched' }] } } });
  });

  test('replace a deferred field by a literal one', () => {
    object.addJsonPatch(JsonPatch.replace('/spec/replicas', 9));
    expect(spec()).toMatchObject({ replicas: 9 });
    expect((deferredManifest(object) as { spec: JsonObject }).spec['replicas']).toBe(9);
  });

  test('move, copy and remove deferred fields, which stay deferred', () => {
    object.addJsonPatch(
      JsonPatch.move('/spec/template/spec/nodeSelector', '/spec/template/metadata/annotations'),
      JsonPatch.copy('/spec/replicas', '/spec/revisionHistoryLimit'),
      JsonPatch.remove('/spec/template/spec/priorityClassName'),
    );
    const manifest = deferredManifest(object) as { spec: { revisionHistoryLimit: Tree } };
    expect(isDeferral(manifest.spec.revisionHistoryLimit)).toBe(true);
    expect(spec()).toEqual({
      replicas: 3,
      revisionHistoryLimit: 3,
      template: {
        metadata: { labels: { app: 'orders' }, annotations: { team: 'orders' } },
        spec: { containers: [{ name: 'main', image: 'x' }] },
      },
    });
  });

  test('add elements and fields beside deferred ones', () => {
    object.addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/-', { name: 'second', image: 'y' }),
      JsonPatch.add('/metadata/annotations', { note: 'added' }),
    );
    expect(object.toJson()).toMatchObject({
      metadata: { annotations: { note: 'added' } },
      spec: { template: { spec: { containers: [{ name: 'main' }, { name: 'second' }] } } },
    });
  });

  test('that were added before anything was bound work too', () => {
    const early = new ApiObject(object.chart, 'early', { apiVersion: 'v1', kind: 'Service', spec: {} });
    early.addJsonPatch(JsonPatch.add('/spec/clusterIP', 'None'));
    new Bindings<{ spec: { type: string } }>(early).set((o) => o.spec.type, 'ClusterIP');
    expect(early.toJson()).toMatchObject({ spec: { clusterIP: 'None', type: 'ClusterIP' } });
  });

  test('add a field to a map that only deployment knows', () => {
    object.addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelector/example.com~1disk', 'ssd'));
    const nodeSelector = { team: 'orders', 'example.com/disk': 'ssd' };
    expect(spec()).toMatchObject({ template: { spec: { nodeSelector } } });
    const given = { ...context, values: { replicas: 1, labels: { zone: 'a' } } };
    expect(evaluate(deferredManifest(object), given)).toMatchObject({
      spec: { template: { spec: { nodeSelector: { zone: 'a', 'example.com/disk': 'ssd' } } } },
    });
  });

  test('bring deferred values in', () => {
    object.addJsonPatch(JsonPatch.add('/metadata/annotations', { note: format`${replicas} pods` }));
    expect(object.toJson()).toMatchObject({ metadata: { annotations: { note: '3 pods' } } });
  });

  test.each<[string, JsonPatch]>([
    ["'replace' of '/spec/template/spec/nodeSelector/team'", JsonPatch.replace(`${NODES}/team`, 'x')],
    ["'remove' of '/spec/template/spec/nodeSelector/team'", JsonPatch.remove(`${NODES}/team`)],
    ["'test' of '/spec/template/spec/nodeSelector/team'", JsonPatch.test(`${NODES}/team`, 'orders')],
    ["'add' of '/spec/template/spec/nodeSelector/a/b'", JsonPatch.add(`${NODES}/a/b`, 'x')],
    ["'copy' of '/spec/template/spec/nodeSelector/team'", JsonPatch.copy(`${NODES}/team`, '/metadata/x')],
    ["'add' of '/spec/replicas/x'", JsonPatch.add('/spec/replicas/x', 1)],
  ])('fail as %s reaches into what only deployment knows', (what, patch) => {
    object.addJsonPatch(patch);
    expect(toJson).toThrow(ConfigError);
    expect(toJson).toThrow(`JSON patch ${what} reaches into `);
  });
});
