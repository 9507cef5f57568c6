import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrangedBoxes } from '../../lib/report/page/arranged-boxes';
import { groupId, visibleGraph, type GraphChoice } from '../../lib/report/page/visible-graph';
import { topologyOf } from '../../lib/report/topology-of';
import { meshOf, shop } from './shop';

const topology = topologyOf(meshOf(shop));
const seen = (choice: Partial<GraphChoice>) =>
  visibleGraph(topology, { words: '', group: '', collapsed: new Set(), ...choice });
const names = (choice: Partial<GraphChoice>) =>
  seen(choice)
    .groups.flatMap(({ nodes }) => nodes.map(({ name }) => name))
    .sort();

describe('what is seen of a graph', () => {
  test('is all of it without a choice', () => {
    expect(names({})).toHaveLength(topology.nodes.length);
    expect(seen({}).edges).toHaveLength(topology.edges.length);
  });

  test('are the nodes that match every word, in any case, with their neighbours', () => {
    expect(names({ words: 'DB postgres' })).toEqual(['shop-db', 'web-v1', 'web-v2']);
    expect([...seen({ words: 'shop-db' }).matching]).toEqual(['StatefulSet shop/shop-db']);
    expect(names({ words: 'nobody' })).toEqual([]);
  });

  test('are the nodes of one box with their neighbours', () => {
    expect(names({ group: 'outside the mesh' })).toEqual(['nightly', 'rates.example.org']);
  });

  test('is one node for a collapsed box, and one line for all lines to it', () => {
    const { groups, edges } = seen({ collapsed: new Set(['shop']) });
    expect(groups.find(({ name }) => name === 'shop')).toMatchObject({ collapsed: true, nodes: [], size: 7 });
    expect(edges).toEqual([
      expect.objectContaining({
        from: groupId('shop'),
        to: 'ServiceEntry shop/rates',
        label: '1 line',
      }),
    ]);
  });
});

test('arranged boxes never overlap', () => {
  const size = fc.integer({ min: 10, max: 900 });
  const id = fc.integer({ min: 0, max: 9 }).map(String);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id, width: size, height: size }), {
        selector: (box) => box.id,
        minLength: 1,
      }),
      fc.array(fc.record({ from: id, to: id })),
      (boxes, links) => {
        const ids = new Set(boxes.map((box) => box.id));
        const corners = arrangedBoxes(
          boxes,
          links.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to)),
        );
        const placed = boxes.map((box) => ({ ...box, ...(corners.get(box.id) ?? { x: Number.NaN, y: 0 }) }));
        for (const [index, one] of placed.entries()) {
          for (const other of placed.slice(index + 1)) {
            const isApart =
              one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y;
            expect([one, other, isApart]).toEqual([one, other, true]);
          }
        }
      },
    ),
  );
});
