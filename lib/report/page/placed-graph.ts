import type { Bend, PlacedNode } from '../columns';
import { groupLayout, type GraphLayout, type GroupLayout } from '../graph-layout';
import type { Topology } from '../topology';
import { arrangedBoxes } from './arranged-boxes';
import { groupId, type VisibleGraph, type VisibleGroup } from './visible-graph';

/** A box on the canvas. */
export interface PlacedGroup extends PlacedNode {
  readonly group: VisibleGroup;
}

/** A graph with a place for everything. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly PlacedGroup[];
  /** Nodes, and collapsed boxes by their ids, on the canvas. */
  readonly places: ReadonlyMap<string, PlacedNode>;
  /** Where lines get past nodes between their ends, by the line's id. */
  readonly bends: ReadonlyMap<string, readonly Bend[]>;
}

const COLLAPSED = { width: 236, height: 76 };
/** So many nodes of a box are laid out anew when some are hidden; more keep the places of the whole box. */
const LAID_OUT_ANEW = 80;

/** Places the boxes of what is visible from left to right as their lines lead, and in each its nodes. */
export function placedGraph(visible: VisibleGraph, topology: Topology, layout: GraphLayout): PlacedGraph {
  const groupOf = new Map(topology.nodes.map(({ id, group }) => [id, group]));
  const known = new Map(layout.groups.map((group) => [group.name, group]));
  const boxes = visible.groups.map((group) => ({ group, layout: layoutOf(group, topology, known) }));
  const links = new Map<string, { from: string; to: string }>();
  for (const edge of visible.edges.flatMap(({ edges }) => edges)) {
    const [from = '', to = ''] = [groupOf.get(edge.from), groupOf.get(edge.to)];
    if (from !== to) links.set(`${from}\n${to}`, { from, to });
  }
  const corners = arrangedBoxes(
    boxes.map(({ group, layout: { width, height } }) => ({ id: group.name, width, height })),
    [...links.values()],
  );
  const groups = boxes.map(({ group, layout: { width, height } }) => {
    const { x, y } = corners.get(group.name) ?? { x: 0, y: 0 };
    return { group, x, y, width, height };
  });
  const places = new Map<string, PlacedNode>();
  const bends = new Map<string, readonly Bend[]>();
  for (const [index, { group, x, y, width, height }] of groups.entries()) {
    if (group.collapsed) places.set(groupId(group.name), { x, y, width, height });
    for (const { id } of group.nodes) {
      const inner = boxes[index]?.layout.nodes[id];
      if (inner !== undefined) places.set(id, { ...inner, x: x + inner.x, y: y + inner.y });
    }
    for (const [id, ofLine] of Object.entries(boxes[index]?.layout.bends ?? {})) {
      bends.set(
        id,
        ofLine.map((bend) => ({ ...bend, x: x + bend.x, y: y + bend.y })),
      );
    }
  }
  return {
    width: Math.max(1, ...groups.map(({ x, width }) => x + width)),
    height: Math.max(1, ...groups.map(({ y, height }) => y + height)),
    groups,
    places,
    bends,
  };
}

function layoutOf(
  group: VisibleGroup,
  topology: Topology,
  known: ReadonlyMap<string, GroupLayout>,
): Omit<GroupLayout, 'name'> {
  if (group.collapsed) return { ...COLLAPSED, nodes: {}, bends: {} };
  const whole = known.get(group.name);
  if (whole !== undefined && (group.whole || group.nodes.length > LAID_OUT_ANEW)) return whole;
  return groupLayout(group.name, group.nodes, topology.edges);
}
