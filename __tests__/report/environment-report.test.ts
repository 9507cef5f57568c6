import { describe, expect, test } from '@jest/globals';
import { examplePrices } from '../../lib/cost/example-prices';
import type { PriceTable } from '../../lib/cost/price-table';
import { environmentDifferences } from '../../lib/report/environment-differences';
import { environmentReport } from '../../lib/report/environment-report';
import { meshOf, shop } from './shop';

const options = { prices: examplePrices['aws'] as PriceTable, preset: 'recommended' } as const;
const reportOf = (name: string, text: string) => environmentReport(name, meshOf(text), options);

describe('what a page tells of an environment', () => {
  const broken = shop.replace('subset: v2}', 'subset: v3}');
  const { findings, cost, layout, topology } = reportOf('dev', broken);

  test('links a finding to every node that its object is part of', () => {
    const [finding] = findings.filter(({ object }) => object === 'VirtualService shop/web');
    expect(finding?.nodes).toEqual(['Service shop/web', 'host shop.example.com of Gateway shop/public']);
    expect(finding?.place).toMatch(/^shop\.yaml:\d+$/);
  });

  test('prices objects, the dearest first, and links them to their nodes', () => {
    expect(
      cost.rows.every(({ most }, index) => index === 0 || most <= (cost.rows[index - 1]?.most ?? 0)),
    ).toBe(true);
    expect(cost.rows.find(({ node }) => node === 'Deployment shop/web-v2')?.pods).toBe('3');
    expect(cost.total.pods).toBe('5');
  });

  test('gives every node a place of its own in the box of its group', () => {
    const places = layout.groups.flatMap((group) =>
      Object.entries(group.nodes).map(([id, { x, y, width, height }]) => {
        expect([id, x >= 0 && y >= 0 && x + width <= group.width && y + height <= group.height]).toEqual([
          id,
          true,
        ]);
        return id;
      }),
    );
    expect(places.sort()).toEqual(topology.nodes.map(({ id }) => id).sort());
    for (const { nodes } of layout.groups) {
      const corners = Object.values(nodes).map(({ x, y }) => `${x} ${y}`);
      expect(new Set(corners).size).toBe(corners.length);
    }
  });
});

describe('what differs between environments', () => {
  const elsewhere = shop
    .replaceAll('namespace: shop', 'namespace: store')
    .replace('{name: shop,', '{name: store,');
  const differences = environmentDifferences([
    reportOf('dev', shop),
    reportOf(
      'prod',
      elsewhere.replace('replicas: 3', 'replicas: 7').replace('name: nightly', 'name: weekly'),
    ),
  ]);

  test('is told by workload, whatever the namespace is called', () => {
    expect(
      differences.map(({ workload, differs, environments }) => [
        workload,
        differs,
        environments.map((facts) => facts?.replicas ?? null),
      ]),
    ).toEqual([
      ['CronJob nightly', true, ['0–1', null]],
      ['CronJob weekly', true, [null, '0–1']],
      ['Deployment web-v1', false, ['1', '1']],
      ['Deployment web-v2', true, ['3', '7']],
      ['StatefulSet shop-db', false, ['1', '1']],
    ]);
  });

  test('keeps workloads of one name in two namespaces apart', () => {
    const twice = `${shop}\n---\n${shop.replaceAll('namespace: shop', 'namespace: bank')}`;
    const names = environmentDifferences([reportOf('a', twice), reportOf('b', shop)]).map(
      ({ workload }) => workload,
    );
    expect(names).toContain('Deployment bank/web-v1');
    expect(names).toContain('Deployment shop/web-v1');
  });

  test('is nothing for one environment', () => {
    expect(environmentDifferences([reportOf('dev', shop)])).toEqual([]);
  });
});
