import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { chartFilesOf } from '../parity/chart-files';
import { ChartOnDisk } from '../parity/helm-template';
import { differenceOf } from './changed-objects';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { EventSystemChart } from '../../lib/system/event-system-chart';
import type { JsonObject } from '../../lib/vocabulary/json';

const environments = path.resolve(__dirname, '../../environments');
const release = { name: 'event-system', namespace: 'event-system' };

/** The plain manifests of an environment, from a tree whose root construct has this id. */
function plain(environment: string, id = 'event-backend'): readonly unknown[] {
  const root = new EventSystemChart(new App(), id);
  const file = path.join(environments, `${environment}.yaml`);
  const chart = { name: 'event-backend', version: '0.1.0', appVersion: '1.0.0' };
  return evaluateChart(root, { values: root.values, file, release, chart });
}

/** Objects in the namespace of the release, where they name none. */
function inRelease(objects: readonly JsonObject[]): readonly JsonObject[] {
  return objects.map((object) => ({
    ...object,
    metadata: { namespace: release.namespace, ...(object['metadata'] as JsonObject) },
  }));
}

describe('the event system', () => {
  const prod = plain('prod');
  let chart: readonly JsonObject[] = [];
  const onDisk = new ChartOnDisk(
    process.env['EVENT_MESH_HELM'] ?? '',
    chartFilesOf(new EventSystemUnderTest()),
  );

  beforeAll(async () => {
    const answer = await onDisk.render(readFileSync(path.join(environments, 'prod.yaml'), 'utf8'), release);
    if ('refusal' in answer) throw new Error(answer.refusal);
    chart = inRelease(answer.objects);
  });
  afterAll(() => {
    onDisk.remove();
  });

  test('differs in nothing but its packaging between plain manifests and helm template', () => {
    expect(prod.length).toBeGreaterThan(40);
    expect(differenceOf(prod, chart, { ignorePackaging: true }).changes).toEqual([]);
  });

  test('differs in its packaging, where this counts', () => {
    const { changes } = differenceOf(prod, chart);
    expect(changes.map(({ kind, text }) => `${kind} ${text}`)).toEqual(
      expect.arrayContaining([
        'Namespace object removed',
        'Pod object added',
        expect.stringContaining('app.kubernetes.io/managed-by'),
        expect.stringMatching(/^Deployment .*helm\.sh\/chart/),
      ]),
    );
  });

  test('differs in nothing when a construct gets another id that no manifest shows', () => {
    expect(differenceOf(prod, plain('prod', 'renamed')).changes).toEqual([]);
  });

  test('differs between environments', () => {
    const { changes } = differenceOf(plain('dev'), prod);
    expect(changes.map(({ text }) => text)).toContain(
      'resources.requests.cpu of container backend 50m -> 250m',
    );
  });
});
