import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { Dashboard } from '../../lib/observability/dashboard';
import { jsonText } from '../../lib/observability/json-text';
import { Panel } from '../../lib/observability/panel';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import { format } from '../../lib/values/operators';

const query = { expr: 'sum(up{job="api"})', legend: '{{job}}' };
const values = new ChartValues();
const name = values.string('name', { default: 'shop', pattern: '^[a-z]+$', description: 'A name' });

/** The model in the only ConfigMap of a chart with one dashboard. */
function modelOf(panels: readonly Panel[]) {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  new Dashboard(chart, 'Dashboard', { name: 'up', title: format`${name}: up`, file: 'up', panels });
  const [map] = evaluateChart(chart, { values }) as [
    { metadata: { labels: object }; data: Record<string, string> },
  ];
  expect(map.metadata.labels).toEqual({ grafana_dashboard: '1' });
  return JSON.parse(map.data['up.json'] ?? '') as { title: string; panels: PanelModel[] };
}

interface PanelModel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat?: string;
  }[];
}

describe('a dashboard', () => {
  test('holds its queries as they are, quotes and braces included', () => {
    const { title, panels } = modelOf([Panel.timeSeries({ title: 'Up', queries: [query, { expr: 'up' }] })]);
    expect(title).toBe('shop: up');
    expect(panels[0]?.targets).toEqual([
      expect.objectContaining({ refId: 'A', expr: 'sum(up{job="api"})', legendFormat: '{{job}}' }),
      expect.objectContaining({ refId: 'B', expr: 'up' }),
    ]);
  });

  test('lays panels out in 24 columns, of which none lies on another', () => {
    const kinds = fc.array(fc.constantFrom('stat', 'timeSeries', 'table'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(kinds, (made) => {
        const panels = made.map((kind) => Panel[kind as 'stat']({ title: kind, queries: [query] }));
        const places = modelOf(panels).panels.map(({ gridPos }) => gridPos);
        expect(places.filter(({ x, w }) => x + w > 24)).toEqual([]);
        const clashes = places.filter((a, index) =>
          places.some(
            (b, other) =>
              other < index && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
          ),
        );
        expect(clashes).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['panels', () => modelOf([]), "'panels' is empty"],
    ['queries', () => Panel.stat({ title: 'Up', queries: [] }), "panel 'Up' has no query"],
  ])('fails without %s', (_case, make, message) => {
    expect(make).toThrow(message);
  });
});

test('JSON text of any tree reads back as the tree', () => {
  const context = {
    values: values.defaults,
    release: { name: 'r', namespace: 'n' },
    chart: { name: 'c', version: '0.1.0', appVersion: '1' },
  };
  fc.assert(
    fc.property(fc.jsonValue(), (tree) => {
      const text = evaluate(jsonText({ tree: tree as never, name }), context);
      expect(JSON.parse(text as string)).toEqual({
        tree: JSON.parse(JSON.stringify(tree)) as unknown,
        name: 'shop',
      });
    }),
  );
});
