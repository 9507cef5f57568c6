import { placedColumns, type Bend, type PlacedNode } from './columns';
import { BETWEEN_ROWS, LETTER, NODE_HEIGHT, nodeWidth } from './node-size';
import type { Topology, TopologyEdge, TopologyNode } from './topology';

/** A namespace's box: its size, and where its nodes lie in it. */
export interface GroupLayout {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: Readonly<Record<string, PlacedNode>>;
  /** Where lines get past nodes between their ends, by the line's id. */
  readonly bends: Readonly<Record<string, readonly Bend[]>>;
}

/** The boxes of a graph, each laid out by itself; how they lie to each other is decided where they are drawn. */
export interface GraphLayout {
  readonly groups: readonly GroupLayout[];
}

const PADDING = 20;
/** Room for the name of the box. */
const HEADER = 40;

/** Lays out every box of a topology. */
export function graphLayout({ nodes, edges }: Topology): GraphLayout {
  const byGroup = new Map<string, TopologyNode[]>();
  for (const node of nodes) byGroup.set(node.group, [...(byGroup.get(node.group) ?? []), node]);
  const groups = [...byGroup].sort(([one], [other]) => (one < other ? -1 : 1));
  return { groups: groups.map(([name, own]) => groupLayout(name, own, edges)) };
}

/** Lays out the nodes of one box: callers to the left of what they call, those without a line in the box below. */
export function groupLayout(
  name: string,
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
): GroupLayout {
  const ids = new Set(nodes.map(({ id }) => id));
  const inner = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const joined = new Set(inner.flatMap(({ from, to }) => [from, to]));
  const { places, bends } = placedColumns(
    nodes.filter(({ id }) => joined.has(id)),
    inner,
  );
  const [right, below] = extent(places.values());
  const lone = nodes.filter(({ id }) => !joined.has(id));
  const all = new Map([...places, ...placedGrid(lone, below === 0 ? 0 : below + 2 * BETWEEN_ROWS, right)]);
  const [width, height] = extent(all.values());
  return {
    name,
    width: Math.max(width + 2 * PADDING, name.length * LETTER + 96),
    height: height + HEADER + PADDING,
    nodes: Object.fromEntries([...all].map(([id, place]) => [id, moved(place)])),
    bends: Object.fromEntries([...bends].map(([id, ofLine]) => [id, ofLine.map(moved)])),
  };
}

/** Into the frame of the box. */
function moved<T extends { readonly x: number; readonly y: number }>(place: T): T {
  return { ...place, x: place.x + PADDING, y: place.y + HEADER };
}

function extent(places: Iterable<PlacedNode>): readonly [right: number, bottom: number] {
  let [right, bottom] = [0, 0];
  for (const { x, y, width, height } of places) {
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return [right, bottom];
}

/** Nodes without a line in the box, in rows. */
function placedGrid(
  nodes: readonly TopologyNode[],
  top: number,
  width: number,
): ReadonlyMap<string, PlacedNode> {
  if (nodes.length === 0) return new Map();
  const cell = Math.max(...nodes.map(nodeWidth)) + BETWEEN_ROWS;
  const square = Math.ceil(Math.sqrt(nodes.length * 0.4));
  const columns = Math.min(nodes.length, Math.max(square, Math.floor(width / cell), 1));
  return new Map(
    nodes.map((node, index) => [
      node.id,
      {
        x: (index % columns) * cell,
        y: top + Math.floor(index / columns) * (NODE_HEIGHT + BETWEEN_ROWS),
        width: nodeWidth(node),
        height: NODE_HEIGHT,
      },
    ]),
  );
}
