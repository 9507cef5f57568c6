import * as library from '@dagrejs/dagre';

/** What is used of dagre: its own declarations lack the file extensions that Node's resolution of modules asks for. */
interface Dagre {
  readonly graphlib: { readonly Graph: new () => LayeredGraph };
  readonly layout: (graph: LayeredGraph) => void;
}

interface LayeredGraph {
  setGraph(settings: {
    readonly rankdir: 'LR';
    readonly ranker: 'network-simplex' | 'tight-tree';
    readonly nodesep: number;
    readonly ranksep: number;
  }): void;
  setDefaultEdgeLabel(make: () => object): void;
  setNode(id: string, size: { readonly width: number; readonly height: number }): void;
  setEdge(from: string, to: string): void;
  node(id: string): Point;
  edge(from: string, to: string): { readonly points: readonly Point[] };
}

const { graphlib, layout } = library as unknown as Dagre;

/** A place on a plane. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where boxes lie, and how lines get past those between their ends. */
export interface Layers {
  /** The centres of the boxes. */
  readonly centres: ReadonlyMap<string, Point>;
  /** The way of a line, through every layer that it crosses. */
  readonly pointsOf: (link: Link) => readonly Point[];
}

/** Something to lay out, with its size. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A line between two boxes. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** The simplex of networks is quadratic; for many boxes a tree that is almost as tight is enough. */
const MANY = 100;

/** Boxes in layers from left to right, such that lines lead to the right and cross seldom. */
export function layered(
  boxes: readonly Box[],
  links: readonly Link[],
  gaps: { readonly rows: number; readonly columns: number },
): Layers {
  if (boxes.length === 0) return { centres: new Map(), pointsOf: () => [] };
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: 'LR',
    ranker: boxes.length > MANY ? 'tight-tree' : 'network-simplex',
    nodesep: gaps.rows,
    ranksep: gaps.columns,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { from, to } of links) graph.setEdge(from, to);
  layout(graph);
  return {
    centres: new Map(boxes.map(({ id }) => [id, graph.node(id)])),
    pointsOf: ({ from, to }) => graph.edge(from, to).points,
  };
}
