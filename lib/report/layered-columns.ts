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
  node(id: string): { readonly x: number; readonly y: number };
}

const { graphlib, layout } = library as unknown as Dagre;

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

/** The centres of boxes in layers from left to right, such that lines lead to the right and cross seldom. */
export function layeredCentres(
  boxes: readonly Box[],
  links: readonly Link[],
  gaps: { readonly rows: number; readonly columns: number },
): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  if (boxes.length === 0) return new Map();
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
  return new Map(boxes.map(({ id }) => [id, graph.node(id)]));
}
