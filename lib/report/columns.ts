import { layered, type Layers } from './layers';
import { BETWEEN_ROWS, NODE_HEIGHT, nodeWidth, WIDEST_NODE } from './node-size';
import type { TopologyEdge, TopologyNode } from './topology';

/** Where a node is drawn: its left upper corner, and its size. */
export interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A level stretch of a line, with which it gets past the nodes of a column. */
export interface Bend {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Nodes in columns, and the lines that cross columns between their ends. */
export interface PlacedColumns {
  readonly places: ReadonlyMap<string, PlacedNode>;
  /** By the line's id. */
  readonly bends: ReadonlyMap<string, readonly Bend[]>;
}

const BETWEEN_COLUMNS = 84;
/** So many letters of a line's label are drawn. */
export const LONGEST_LABEL = 34;
const LABEL_LETTER = 6.2;

/** A column of nodes, from top to bottom, and where it lies. */
interface Column {
  /** Its centre among the layers. */
  readonly layer: number;
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly y: number }[];
}

/** Places nodes that lines join in columns, callers to the left of what they call. */
export function placedColumns(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): PlacedColumns {
  const boxes = nodes.map(({ id }) => ({ id, width: WIDEST_NODE, height: NODE_HEIGHT }));
  const layers = layered(boxes, edges, { rows: BETWEEN_ROWS, columns: BETWEEN_COLUMNS });
  const whole = columnsOf(nodes, layers);
  const columns = [...wrapped(whole, nodes.length)];
  const isCut = columns.length > whole.length || isSpread(whole);
  const step = NODE_HEIGHT + BETWEEN_ROWS;
  const tallest = Math.max(0, ...columns.map((column) => column.nodes.length)) * step;
  const top = Math.min(...columns.flatMap((column) => column.nodes.map(({ y }) => y)));
  const places = new Map<string, PlacedNode>();
  const slots = new Map<number, { readonly x: number; readonly width: number }>();
  let x = 0;
  for (const column of columns) {
    const width = Math.max(...column.nodes.map((node) => node.width));
    for (const [row, node] of column.nodes.entries()) {
      const y = isCut ? (tallest - column.nodes.length * step) / 2 + row * step : node.y - top;
      places.set(node.id, { x, y: Math.round(y), width: node.width, height: NODE_HEIGHT });
    }
    slots.set(column.layer, { x, width });
    x += width + gapAfter(column, edges);
  }
  if (isCut) return { places, bends: new Map() };
  const bends = edges.map((edge) => [edge.id, bendsOf(edge, layers, slots, top)] as const);
  return { places, bends: new Map(bends.filter(([, ofLine]) => ofLine.length > 0)) };
}

function columnsOf(nodes: readonly TopologyNode[], { centres }: Layers): readonly Column[] {
  const columns = new Map<number, { id: string; width: number; y: number }[]>();
  for (const node of nodes) {
    const { x, y } = centres.get(node.id) ?? { x: 0, y: 0 };
    columns.set(x, [...(columns.get(x) ?? []), { id: node.id, width: nodeWidth(node), y }]);
  }
  return [...columns]
    .sort(([one], [other]) => one - other)
    .map(([layer, column]) => ({ layer, nodes: column.sort((one, other) => one.y - other.y) }));
}

/** The stretches of a line in the columns between its ends. */
function bendsOf(
  { from, to }: TopologyEdge,
  { centres, pointsOf }: Layers,
  slots: ReadonlyMap<number, { readonly x: number; readonly width: number }>,
  top: number,
): readonly Bend[] {
  const [start, end] = [centres.get(from)?.x ?? 0, centres.get(to)?.x ?? 0];
  return pointsOf({ from, to }).flatMap(({ x, y }) => {
    const slot = slots.get(x);
    const isBetween = x > start && x < end;
    return slot !== undefined && isBetween ? [{ ...slot, y: Math.round(y - top + NODE_HEIGHT / 2) }] : [];
  });
}

/** Whether the lines between far layers push the nodes apart so much that these are better drawn close together. */
function isSpread(columns: readonly Column[]): boolean {
  const heights = columns.flatMap(({ nodes }) => nodes.map(({ y }) => y));
  const tallest = Math.max(0, ...columns.map(({ nodes }) => nodes.length)) * (NODE_HEIGHT + BETWEEN_ROWS);
  return Math.max(...heights) - Math.min(...heights) > 1.8 * tallest;
}

/** Columns that are far taller than the box is wide are cut into several beside each other. */
function* wrapped(columns: readonly Column[], size: number): Generator<Column> {
  const most = Math.max(10, Math.ceil(Math.sqrt(size) * 1.3));
  for (const { layer, nodes } of columns) {
    const parts = Math.ceil(nodes.length / most);
    const each = Math.ceil(nodes.length / parts);
    for (let part = 0; part < parts; part++) {
      yield { layer, nodes: nodes.slice(part * each, (part + 1) * each) };
    }
  }
}

/** The labels of lines stand between the columns. */
function gapAfter({ nodes }: Column, edges: readonly TopologyEdge[]): number {
  const ids = new Set(nodes.map(({ id }) => id));
  const letters = edges.filter(({ from }) => ids.has(from)).map(({ label }) => label.length);
  const longest = Math.min(LONGEST_LABEL, Math.max(0, ...letters));
  return Math.max(BETWEEN_COLUMNS, longest * LABEL_LETTER + 44);
}
