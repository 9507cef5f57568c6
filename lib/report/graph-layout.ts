import { layeredCentres } from './layered-columns';
import type { Topology, TopologyEdge, TopologyNode } from './topology';

/** Where a node is drawn: its left upper corner in its box, and its size. */
export interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A namespace's box: its size, and where its nodes lie in it. */
export interface GroupLayout {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: Readonly<Record<string, PlacedNode>>;
}

/** The boxes of a graph, each laid out by itself; how they lie to each other is decided where they are drawn. */
export interface GraphLayout {
  readonly groups: readonly GroupLayout[];
}

const NODE_HEIGHT = 48;
const LETTER = 8.3;
const BESIDE_NAME = 58;
const NARROWEST = 132;
const WIDEST = 284;
const BETWEEN_ROWS = 18;
const BETWEEN_COLUMNS = 84;
const PADDING = 20;
/** So many letters of a line's label are drawn. */
export const LONGEST_LABEL = 34;
const LABEL_LETTER = 6.2;
/** Room for the name of the box. */
const HEADER = 40;

/** The name of a node as it is drawn: without the name of its box, which stands above it. */
export function drawnName({ name, namespace }: Pick<TopologyNode, 'name' | 'namespace'>): string {
  const prefix = `${namespace}-`;
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

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
  const layers = layered(
    nodes.filter(({ id }) => joined.has(id)),
    inner,
  );
  const columns = [...wrapped(layers, nodes.length)];
  const isCut = columns.length > layers.length || isSpread(layers);
  const placed = new Map<string, PlacedNode>();
  let right = placeColumns(columns, inner, isCut, placed);
  const lone = nodes.filter(({ id }) => !joined.has(id));
  const below = [...placed.values()].reduce((most, { y, height }) => Math.max(most, y + height), 0);
  right = Math.max(right, placeGrid(lone, placed, below === 0 ? 0 : below + 2 * BETWEEN_ROWS, right));
  const bottom = [...placed.values()].reduce((most, { y, height }) => Math.max(most, y + height), 0);
  return {
    name,
    width: Math.max(right + 2 * PADDING, name.length * LETTER + 96),
    height: bottom + HEADER + PADDING,
    nodes: Object.fromEntries(
      [...placed].map(([id, { x, y, ...size }]) => [id, { x: x + PADDING, y: y + HEADER, ...size }]),
    ),
  };
}

interface SizedNode {
  readonly id: string;
  readonly width: number;
  readonly y: number;
}

function widthOf(node: TopologyNode): number {
  const letters = Math.max(drawnName(node).length, node.subtitle.length * 0.85);
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, letters * LETTER + BESIDE_NAME)));
}

/** The columns of layers, each from top to bottom. */
function layered(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): readonly SizedNode[][] {
  const boxes = nodes.map(({ id }) => ({ id, width: WIDEST, height: NODE_HEIGHT }));
  const centres = layeredCentres(boxes, edges, { rows: BETWEEN_ROWS, columns: BETWEEN_COLUMNS });
  const columns = new Map<number, SizedNode[]>();
  for (const node of nodes) {
    const { x, y } = centres.get(node.id) ?? { x: 0, y: 0 };
    columns.set(x, [...(columns.get(x) ?? []), { id: node.id, width: widthOf(node), y }]);
  }
  return [...columns]
    .sort(([one], [other]) => one - other)
    .map(([, column]) => column.sort((one, other) => one.y - other.y));
}

/** Whether the lines between far layers push the nodes apart so much that these are better drawn close together. */
function isSpread(layers: readonly SizedNode[][]): boolean {
  const heights = layers.flat().map(({ y }) => y);
  const tallest = Math.max(0, ...layers.map(({ length }) => length)) * (NODE_HEIGHT + BETWEEN_ROWS);
  return Math.max(...heights) - Math.min(...heights) > 1.8 * tallest;
}

/** Columns that are far taller than the box is wide are cut into several beside each other. */
function* wrapped(columns: readonly SizedNode[][], size: number): Generator<readonly SizedNode[]> {
  const most = Math.max(10, Math.ceil(Math.sqrt(size) * 1.3));
  for (const column of columns) {
    const parts = Math.ceil(column.length / most);
    const each = Math.ceil(column.length / parts);
    for (let part = 0; part < parts; part++) yield column.slice(part * each, (part + 1) * each);
  }
}

/** Places columns side by side, at the heights of their layers, or centred where columns were cut; returns the right end. */
function placeColumns(
  columns: readonly (readonly SizedNode[])[],
  edges: readonly TopologyEdge[],
  isCut: boolean,
  placed: Map<string, PlacedNode>,
): number {
  const step = NODE_HEIGHT + BETWEEN_ROWS;
  const tallest = Math.max(0, ...columns.map(({ length }) => length)) * step;
  const top = Math.min(...columns.flat().map(({ y }) => y));
  let x = 0;
  let end = 0;
  for (const column of columns) {
    const width = Math.max(...column.map((node) => node.width));
    for (const [row, node] of column.entries()) {
      const y = isCut ? (tallest - column.length * step) / 2 + row * step : node.y - top;
      placed.set(node.id, { x, y: Math.round(y), width: node.width, height: NODE_HEIGHT });
    }
    end = x + width;
    x = end + gapAfter(column, edges);
  }
  return end;
}

/** The labels of lines stand between the columns. */
function gapAfter(column: readonly SizedNode[], edges: readonly TopologyEdge[]): number {
  const ids = new Set(column.map(({ id }) => id));
  const letters = edges.filter(({ from }) => ids.has(from)).map(({ label }) => label.length);
  const longest = Math.min(LONGEST_LABEL, Math.max(0, ...letters));
  return Math.max(BETWEEN_COLUMNS, longest * LABEL_LETTER + 44);
}

/** Places nodes without a line in the box in rows; returns the right end. */
function placeGrid(
  nodes: readonly TopologyNode[],
  placed: Map<string, PlacedNode>,
  top: number,
  width: number,
): number {
  if (nodes.length === 0) return 0;
  const cell = Math.max(...nodes.map(widthOf)) + BETWEEN_ROWS;
  const square = Math.ceil(Math.sqrt(nodes.length * 0.4));
  const columns = Math.min(nodes.length, Math.max(square, Math.floor(width / cell), 1));
  for (const [index, node] of nodes.entries()) {
    placed.set(node.id, {
      x: (index % columns) * cell,
      y: top + Math.floor(index / columns) * (NODE_HEIGHT + BETWEEN_ROWS),
      width: widthOf(node),
      height: NODE_HEIGHT,
    });
  }
  return columns * cell - BETWEEN_ROWS;
}
