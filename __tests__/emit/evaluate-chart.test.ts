import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { Bindings } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { demand } from '../../lib/values/constraint';
import { includeOnlyIn, includeWhen } from '../../lib/values/inclusion';
import { equals, not } from '../../lib/values/conditions';
import { format, RELEASE } from '../../lib/values/operators';

const folder = mkdtempSync(path.join(tmpdir(), 'evaluate-chart-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function greeting() {
  const values = new ChartValues();
  const name = values.string('name', { default: 'you', minLength: 1, description: 'Who is greeted' });
  const polite = values.boolean('polite', { default: true, description: 'Greets at all' });
  const chart = new Chart(new App(), 'greeting', { namespace: 'lobby' });
  const map = new ConfigMap(chart, 'map', { metadata: { name: 'greeting' } });
  new Bindings<ConfigMapShape>(map)
    .remove((o) => o.immutable)
    .set((o) => o.data, { text: format`${RELEASE.name} in ${RELEASE.namespace} greets ${name}` });
  includeWhen(map, polite);
  includeOnlyIn(new ConfigMap(chart, 'chart-only'), 'chart');
  demand(chart, not(equals(name, 'nobody')), 'there must be somebody to greet');
  return { chart, values };
}

const { chart, values } = greeting();
const text = (options: Parameters<typeof evaluateChart>[1]) =>
  (evaluateChart(chart, options)[0]?.['data'] as { text: string } | undefined)?.text;

describe('evaluateChart', () => {
  test('gives manifests with every value at its default', () => {
    const manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'greeting', namespace: 'lobby' },
      data: { text: 'release-name in lobby greets you' },
    };
    expect(evaluateChart(chart)).toEqual([manifest]);
    expect(evaluateChart(chart, { values })).toEqual([manifest]);
  });

  test('merges a file and overrides over the defaults, in this order', () => {
    const file = path.join(folder, 'prod.yaml');
    writeFileSync(file, 'name: file\n');
    expect(text({ values, file })).toContain('greets file');
    expect(text({ values, file, overrides: { name: 'overrides' } })).toContain('greets overrides');
  });

  test('takes the release that is given', () => {
    expect(text({ release: { name: 'hotel', namespace: 'bar' } })).toBe('hotel in bar greets you');
    expect(text({ release: { name: 'hotel' } })).toBe('hotel in lobby greets you');
  });

  test('leaves out what the values leave out', () => {
    expect(evaluateChart(chart, { values, overrides: { polite: false } })).toEqual([]);
  });

  test('fails with every mistake at once, and says where', () => {
    const overrides = { nmae: 'x', polite: 'very', name: '' };
    expect(() => evaluateChart(chart, { values, overrides })).toThrow(
      [
        "overrides: nmae: unknown key; did you mean 'name'?",
        'overrides: name: found "", expected at least 1 character',
        'overrides: polite: found "very", expected boolean',
      ].join('\n'),
    );
    const file = path.join(folder, 'broken.yaml');
    writeFileSync(file, 'polite: 7\n');
    expect(() => evaluateChart(chart, { values, file })).toThrow(
      `${file}: polite: found 7, expected boolean`,
    );
  });

  test('fails where a constraint does not hold', () => {
    expect(() => evaluateChart(chart, { values, overrides: { name: 'nobody' } })).toThrow(
      'there must be somebody to greet',
    );
  });

  test('fails when values are overridden that nobody has declared', () => {
    expect(() => evaluateChart(chart, { overrides: { name: 'me' } })).toThrow('name: unknown key');
  });
});
