import type { ReportedFinding } from '../page-data';
import { edgeDrawing } from './edge-drawing';
import { element, svgElement } from './element';
import { GraphKeys } from './graph-keys';
import { collapsedDrawing, nodeDrawing } from './node-drawing';
import type { PageState } from './page-state';
import { placedGraph, type PlacedGraph, type PlacedGroup } from './placed-graph';
import { Viewport } from './viewport';
import { groupId, visibleGraph, type VisibleGraph } from './visible-graph';

/** So many lines step back, until one is pointed at. */
const DENSE = 60;

/** The graph on its canvas: it follows what is chosen, and lets choose nodes, lines and boxes. */
export class GraphView {
  readonly element: HTMLElement;
  readonly viewport: Viewport;
  readonly #frame = svgElement('svg', {
    class: 'graph',
    role: 'group',
    'aria-label': 'Topology',
    'aria-describedby': 'graph-help',
  });
  readonly #canvas = svgElement('g');
  readonly #keys: GraphKeys;
  readonly #empty = element('p', { class: 'empty', hidden: true });
  #visible: VisibleGraph = { groups: [], edges: [], matching: new Set() };
  readonly #drawnEdges = new Map<string, SVGGElement>();
  #placed: PlacedGraph = { width: 1, height: 1, groups: [], places: new Map(), bends: new Map() };

  constructor(private readonly state: PageState) {
    this.#frame.append(arrowMarker(), this.#canvas);
    this.viewport = new Viewport(this.#frame, this.#canvas);
    this.element = element('div', { class: 'canvas' }, this.#frame, this.#empty);
    this.#keys = new GraphKeys(this.element, {
      places: () => this.#placed.places,
      choose: (id) => {
        this.#choose(id);
      },
      leave: () => {
        state.change({ selection: null, lit: null });
      },
      viewport: this.viewport,
    });
    this.#frame.addEventListener('click', (event) => {
      this.#clicked(event.target as Element);
    });
    new ResizeObserver(() => {
      this.#look();
    }).observe(this.#frame);
  }

  /** Begins to follow the choices. */
  start(): void {
    this.state.follow(['environment', 'words', 'group', 'collapsed'], () => {
      this.#draw();
    });
    this.state.follow(['selection', 'lit'], () => {
      this.#mark();
    });
  }

  #draw(): void {
    const { topology, layout, findings } = this.state.environment;
    this.#visible = visibleGraph(topology, this.state.choices);
    this.#placed = placedGraph(this.#visible, topology, layout);
    const byNode = findingsByNode(findings);
    const { places, bends, groups } = this.#placed;
    const groupOf = new Map(topology.nodes.map(({ id, group }) => [id, group]));
    const ofGroup = (name: string): ReportedFinding[] =>
      findings.filter(({ nodes }) => nodes.some((id) => groupOf.get(id) === name));
    this.#drawnEdges.clear();
    const leaving = new Map<string, number>();
    for (const edge of this.#visible.edges) {
      const [from, to] = [places.get(edge.from), places.get(edge.to)];
      const before = leaving.get(edge.from) ?? 0;
      leaving.set(edge.from, before + 1);
      // Where lines cross, what stands on them shall not.
      const part = edge.label === '' ? 0.28 + 0.14 * (before % 3) : 0.5;
      if (from && to)
        this.#drawnEdges.set(edge.id, edgeDrawing(edge, from, to, bends.get(edge.id) ?? [], part));
    }
    this.#canvas.replaceChildren(
      ...groups.filter(({ group }) => !group.collapsed).map(boxDrawing),
      ...this.#drawnEdges.values(),
      ...groups.flatMap((placed) =>
        placed.group.collapsed
          ? [collapsedDrawing(placed, ofGroup(placed.group.name))]
          : placed.group.nodes.flatMap((node) => {
              const place = places.get(node.id);
              return place ? [nodeDrawing(node, place, byNode.get(node.id) ?? [])] : [];
            }),
      ),
    );
    this.#empty.hidden = groups.length > 0;
    this.#empty.textContent =
      topology.nodes.length === 0
        ? 'No gateway, service or workload is among the manifests.'
        : 'Nothing matches the filter.';
    this.#frame.classList.toggle('dense', this.#visible.edges.length > DENSE);
    this.viewport.size = this.#placed;
    this.#look();
    this.#keys.renew();
    this.#mark();
  }

  /** All of it, or the entrances of one box that would be too small to read. */
  #look(): void {
    const { groups, places } = this.#placed;
    const [first] = [...places.values()].sort((one, other) => one.x - other.x || one.y - other.y);
    this.viewport.fit();
    if (groups.length === 1 && this.viewport.isFar && first !== undefined) this.viewport.begin(first);
  }

  /** Shows what is chosen and what is lit; everything else steps back. */
  #mark(): void {
    const { selection, lit } = this.state.choices;
    const groupOf = new Map(this.state.environment.topology.nodes.map(({ id, group }) => [id, group]));
    const drawnAs = (id: string): string =>
      this.#placed.places.has(id) ? id : groupId(groupOf.get(id) ?? '');
    const litNodes = new Set(lit?.nodes.map(drawnAs));
    const litEdges = new Set(lit?.edges);
    const chosen = selection?.kind === 'node' ? drawnAs(selection.id) : undefined;
    this.#frame.classList.toggle('has-lit', lit !== null);
    this.#frame.classList.toggle('has-chosen', lit === null && selection !== null);
    const near = new Set<string>();
    for (const edge of this.#visible.edges) {
      const drawn = this.#drawnEdges.get(edge.id);
      const isChosen = selection?.kind === 'edge' && edge.edges.some(({ id }) => id === selection.id);
      const isNear = isChosen || (chosen !== undefined && (edge.from === chosen || edge.to === chosen));
      if (isNear) near.add(edge.from).add(edge.to);
      drawn?.classList.toggle('near', isNear);
      drawn?.classList.toggle(
        'lit',
        edge.edges.some(({ id }) => litEdges.has(id)),
      );
    }
    for (const drawn of this.#canvas.querySelectorAll('[data-focus]')) {
      const id = drawn.getAttribute('data-focus') ?? '';
      drawn.classList.toggle('chosen', id === chosen);
      drawn.classList.toggle('near', near.has(id));
      drawn.classList.toggle('lit', litNodes.has(id));
      drawn.classList.toggle('context', !id.startsWith('group ') && !this.#visible.matching.has(id));
      if (drawn.classList.contains('node') && !id.startsWith('group '))
        drawn.setAttribute('aria-pressed', String(id === chosen));
    }
    const shown = chosen ?? (lit?.nodes[0] === undefined ? undefined : drawnAs(lit.nodes[0]));
    const place = shown === undefined ? undefined : this.#placed.places.get(shown);
    if (place !== undefined && lit === null) this.viewport.reveal(place);
  }

  #clicked(target: Element): void {
    const focus = target.closest('[data-focus]')?.getAttribute('data-focus');
    const edge = target.closest('[data-edge]')?.getAttribute('data-edge');
    if (focus) this.#choose(focus);
    else if (edge) this.#chooseEdge(edge);
  }

  /** A node is chosen; a box is collapsed or expanded. */
  #choose(id: string): void {
    if (!id.startsWith('group ')) {
      this.state.change({ selection: { kind: 'node', id }, lit: null, panel: 'details' });
      return;
    }
    const name = id.slice('group '.length);
    const collapsed = new Set(this.state.choices.collapsed);
    if (!collapsed.delete(name)) collapsed.add(name);
    this.state.change({ collapsed });
    this.#keys.focus(id);
  }

  #chooseEdge(drawn: string): void {
    const edge = this.#visible.edges.find(({ id }) => id === drawn);
    const [first] = edge?.edges ?? [];
    // A line between collapsed boxes stands for others.
    if (first !== undefined && first.id === edge?.id) {
      this.state.change({ selection: { kind: 'edge', id: first.id }, lit: null, panel: 'details' });
    }
  }
}

/** The frame of an expanded box with the button that collapses it. */
function boxDrawing({ group, x, y, width, height }: PlacedGroup): SVGGElement {
  return svgElement(
    'g',
    { class: 'box', transform: `translate(${x} ${y})` },
    svgElement('rect', { class: 'frame', width, height, rx: 16 }),
    svgElement(
      'g',
      {
        class: 'box-name',
        role: 'button',
        tabindex: -1,
        'data-focus': groupId(group.name),
        'aria-expanded': 'true',
        'aria-label': `Namespace ${group.name}, expanded; press to collapse`,
      },
      svgElement('text', { x: 20, y: 26 }, group.name),
    ),
  );
}

function arrowMarker(): SVGDefsElement {
  return svgElement(
    'defs',
    {},
    svgElement(
      'marker',
      {
        id: 'arrow',
        viewBox: '0 0 8 8',
        refX: 6,
        refY: 4,
        markerUnits: 'userSpaceOnUse',
        markerWidth: 9,
        markerHeight: 9,
        orient: 'auto-start-reverse',
      },
      svgElement('path', { d: 'M0 0.800L7 4L0 7.200z', fill: 'context-stroke' }),
    ),
  );
}

function findingsByNode(findings: readonly ReportedFinding[]): ReadonlyMap<string, ReportedFinding[]> {
  const byNode = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    for (const id of finding.nodes) byNode.set(id, [...(byNode.get(id) ?? []), finding]);
  }
  return byNode;
}
