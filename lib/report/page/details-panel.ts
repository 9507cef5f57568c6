import type { PolicyFact, RouteFact, TopologyEdge, TopologyNode } from '../topology';
import { button, element, type Child } from './element';
import { icon, kindWords } from './icons';
import { findingItem } from './finding-item';
import type { PageState } from './page-state';
import type { RequestPanel } from './request-panel';

/** What is known of the chosen node or line. */
export class DetailsPanel {
  readonly element = element('div', { class: 'panel-body' });

  constructor(
    private readonly state: PageState,
    private readonly request: RequestPanel,
  ) {
    state.follow(['environment', 'selection'], ({ selection }) => {
      const { nodes, edges } = state.environment.topology;
      const node = selection?.kind === 'node' ? nodes.find(({ id }) => id === selection.id) : undefined;
      const edge = selection?.kind === 'edge' ? edges.find(({ id }) => id === selection.id) : undefined;
      if (node !== undefined) this.element.replaceChildren(...this.#ofNode(node));
      else if (edge !== undefined) this.element.replaceChildren(...this.#ofEdge(edge));
      else
        this.element.replaceChildren(
          element('p', { class: 'hint' }, 'Choose a node or a line of the graph.'),
        );
    });
  }

  #ofNode(node: TopologyNode): Node[] {
    const { environment } = this.state;
    const cost = environment.cost.rows.find((row) => row.node === node.id);
    const findings = environment.findings.filter(({ nodes }) => nodes.includes(node.id));
    const { edges } = environment.topology;
    return present([
      heading(node.kind, kindWords[node.kind], node.name),
      this.#requestButtons(node),
      facts([
        ['Namespace', node.namespace],
        ['Kind', node.subtitle],
        ['Called as', node.hosts.join('\n')],
        ['Ports', node.ports.join(', ')],
        ['Carried out by', node.kind === 'gateway' ? node.workloads.join(', ') : ''],
        ['Mutual TLS', node.mutualTls ?? ''],
        ['Pods', cost?.pods ?? ''],
        ['A month', cost === undefined ? '' : `${cost.monthly} ${environment.cost.currency}`],
      ]),
      part(
        'Findings',
        findings.map((finding) => findingItem(finding, this.state)),
      ),
      part('Routes', node.routes.map(routeItem)),
      part('Policies', node.policies.map(policyItem)),
      part(
        'Called by',
        edges.filter(({ to }) => to === node.id).map((edge) => this.#edgeItem(edge, edge.from)),
      ),
      part(
        'Leads to',
        edges.filter(({ from }) => from === node.id).map((edge) => this.#edgeItem(edge, edge.to)),
      ),
    ]);
  }

  #ofEdge(edge: TopologyEdge): Node[] {
    return present([
      heading(edge.transport.kind === 'mutual' ? 'lock' : 'service', 'Line', edge.label || edge.kind),
      facts([
        ['Transport', edge.transport.words],
        ['Judged by', edge.policies.join('\n')],
        ['Declared by', edge.evidence.join('\n')],
      ]),
      part('From', [this.#nodeItem(edge.from)]),
      part('To', [this.#nodeItem(edge.to)]),
    ]);
  }

  #requestButtons(node: TopologyNode): HTMLElement | null {
    const [entry] = node.entries;
    const [host] = node.kind === 'host' ? [] : node.hosts;
    if (entry === undefined && host === undefined) return null;
    const port = node.ports[0]?.split(' ')[1];
    return element(
      'div',
      { class: 'buttons' },
      entry !== undefined &&
        button(
          {},
          () => {
            this.request.enterAt(entry);
            this.state.change({ panel: 'request' });
          },
          'Request from here',
        ),
      host !== undefined &&
        button(
          {},
          () => {
            this.request.call(host, port);
            this.state.change({ panel: 'request' });
          },
          'Request to here',
        ),
    );
  }

  #edgeItem(edge: TopologyEdge, other: string): HTMLElement {
    const transport = edge.transport.words === '' ? edge.kind : edge.transport.words;
    return element(
      'li',
      {},
      this.#nodeButton(other),
      element('p', { class: 'hint' }, edge.label === '' ? transport : `${edge.label} · ${transport}`),
    );
  }

  #nodeItem(id: string): HTMLElement {
    return element('li', {}, this.#nodeButton(id));
  }

  #nodeButton(id: string): HTMLElement {
    const node = this.state.environment.topology.nodes.find((one) => one.id === id);
    return button(
      { class: 'link' },
      () => {
        this.state.change({ selection: { kind: 'node', id }, lit: null });
      },
      node?.name ?? id,
    );
  }
}

function heading(picture: Parameters<typeof icon>[0], kind: string, name: string): HTMLElement {
  return element(
    'header',
    { class: 'chosen-head' },
    element('span', { class: 'tile' }, icon(picture, 20)),
    element('div', {}, element('p', { class: 'hint' }, kind), element('h3', {}, name)),
  );
}

function facts(rows: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...rows
      .filter(([, value]) => value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
}

function part(title: string, items: readonly HTMLElement[]): HTMLElement | null {
  if (items.length === 0) return null;
  return element(
    'section',
    {},
    element('h4', {}, `${title} (${items.length})`),
    element('ul', { class: 'items' }, ...items),
  );
}

function routeItem({ name, object, matches, destinations, actions }: RouteFact): HTMLElement {
  return element(
    'li',
    {},
    element('p', {}, matches.join(' or ') || 'any request'),
    ...destinations.map(({ host, port, subset, weight }) =>
      element(
        'p',
        { class: 'hint' },
        `${weight} % → ${host}${port === null ? '' : `:${port}`}${subset === null ? '' : ` subset ${subset}`}`,
      ),
    ),
    actions.length > 0 && element('p', { class: 'hint' }, actions.join(', ')),
    element('p', { class: 'hint source' }, `${object}, ${name}`),
  );
}

function policyItem({ object, effect }: PolicyFact): HTMLElement {
  return element('li', {}, element('p', {}, effect), element('p', { class: 'hint source' }, object));
}

function present(nodes: readonly Child[]): Node[] {
  return nodes.filter((node): node is Node => node instanceof Node);
}
