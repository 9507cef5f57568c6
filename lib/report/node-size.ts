import type { TopologyNode } from './topology';

/** Pixels of the graph, before it is scaled. */
export const NODE_HEIGHT = 48;
export const BETWEEN_ROWS = 18;
/** A letter of a name is about so wide, whatever the system's font. */
export const LETTER = 8.3;
export const WIDEST_NODE = 284;

const BESIDE_NAME = 58;
const NARROWEST = 132;

/** The name of a node as it is drawn: without the name of its box, which stands above it. */
export function drawnName({ name, namespace }: Pick<TopologyNode, 'name' | 'namespace'>): string {
  const prefix = `${namespace}-`;
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

/** How wide a node is drawn. */
export function nodeWidth(node: TopologyNode): number {
  const letters = Math.max(drawnName(node).length, node.subtitle.length * 0.85);
  return Math.round(Math.min(WIDEST_NODE, Math.max(NARROWEST, letters * LETTER + BESIDE_NAME)));
}
