import { counted } from './words';
import type { Topology, TopologyEdge, TopologyNode } from '../topology';

/** What is chosen to be seen. */
export interface GraphChoice {
  readonly words: string;
  readonly group: string;
  readonly collapsed: ReadonlySet<string>;
}

/** A box of the graph, with the nodes of it that are seen; none where it is collapsed. */
export interface VisibleGroup {
  readonly name: string;
  readonly collapsed: boolean;
  readonly nodes: readonly TopologyNode[];
  /** How many nodes are meant, drawn or not. */
  readonly size: number;
  /** Whether all of the box is meant. */
  readonly whole: boolean;
}

/** A line between nodes, or between collapsed boxes for several. */
export interface VisibleEdge {
  readonly id: string;
  /** A node's id, or that of a collapsed box. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Those that it stands for. */
  readonly edges: readonly TopologyEdge[];
}

/** The part of a topology that is seen. */
export interface VisibleGraph {
  readonly groups: readonly VisibleGroup[];
  readonly edges: readonly VisibleEdge[];
  /** The nodes that match by themselves and not as neighbours. */
  readonly matching: ReadonlySet<string>;
}

/** What a collapsed box is called among the nodes. */
export function groupId(name: string): string {
  return `group ${name}`;
}

/** Whether a node is meant by the words that somebody typed: each must stand in its names. */
export function matches(node: TopologyNode, words: string): boolean {
  const names = [node.name, node.namespace, node.subtitle, ...node.hosts, ...node.workloads]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => names.includes(word));
}

/** The nodes that match with their neighbours, and the lines between them, those of collapsed boxes joined. */
export function visibleGraph(
  { nodes, edges }: Topology,
  { words, group, collapsed }: GraphChoice,
): VisibleGraph {
  const matching = new Set(
    nodes
      .filter((node) => (group === '' || node.group === group) && matches(node, words))
      .map(({ id }) => id),
  );
  const shown = new Set(matching);
  if (words.trim() !== '' || group !== '') {
    for (const { from, to } of edges) {
      if (matching.has(from)) shown.add(to);
      if (matching.has(to)) shown.add(from);
    }
  }
  const all = new Map<string, TopologyNode[]>();
  for (const node of nodes) all.set(node.group, [...(all.get(node.group) ?? []), node]);
  const groups = [...all]
    .map(([name, ofGroup]) => {
      const seen = ofGroup.filter(({ id }) => shown.has(id));
      const isCollapsed = collapsed.has(name);
      return {
        name,
        collapsed: isCollapsed,
        nodes: isCollapsed ? [] : seen,
        size: seen.length,
        whole: seen.length === ofGroup.length,
      };
    })
    .filter(({ size }) => size > 0)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { groups, edges: joined(nodes, edges, shown, collapsed), matching };
}

function joined(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
  shown: ReadonlySet<string>,
  collapsed: ReadonlySet<string>,
): readonly VisibleEdge[] {
  const drawnAs = new Map(nodes.map(({ id, group }) => [id, collapsed.has(group) ? groupId(group) : id]));
  const byEnds = new Map<string, TopologyEdge[]>();
  for (const edge of edges) {
    if (!shown.has(edge.from) || !shown.has(edge.to)) continue;
    const ends = `${drawnAs.get(edge.from) ?? ''} > ${drawnAs.get(edge.to) ?? ''}`;
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), edge]);
  }
  return [...byEnds].flatMap(([id, ofEnds]) => {
    const [first] = ofEnds;
    const from = drawnAs.get(first?.from ?? '') ?? '';
    const to = drawnAs.get(first?.to ?? '') ?? '';
    if (from === to || first === undefined) return [];
    const isOne = from === first.from && to === first.to;
    const labels = ofEnds.map((edge) => edge.label).filter((label) => label !== '');
    const label = isOne ? labels.join(', ') : counted(ofEnds.length, 'line');
    return [{ id: isOne ? first.id : id, from, to, label, edges: ofEnds }];
  });
}
