import type { TopologyEdge } from '../topology';
import { columnHead, dataTable, type Cell } from './data-table';
import { element } from './element';
import { nodeButton } from './node-button';
import type { PageState } from './page-state';
import { section } from './section';
import { visibleGraph } from './visible-graph';

/** Every line of the graph as text: what the picture says, for those who do not see it, and to be searched and copied. */
export function connectionsSection(state: PageState): HTMLElement {
  const body = element('div');
  const { frame, count } = section('connections', 'Connections', body);
  state.followLater(['environment', 'words', 'group'], ({ words, group }) => {
    const { topology } = state.environment;
    const { edges: visible } = visibleGraph(topology, { words, group, collapsed: new Set() });
    const edges = visible.flatMap((one) => one.edges);
    count.textContent =
      edges.length === topology.edges.length
        ? String(edges.length)
        : `${edges.length} of ${topology.edges.length}`;
    const names = new Map(topology.nodes.map(({ id, name }) => [id, name]));
    body.replaceChildren(
      dataTable(
        'Connections of the graph',
        [['From', 'To', 'What', 'Transport', 'Judged by', 'Declared by'].map((label) => columnHead(label))],
        edges.map((edge) => cells(edge, names, state)),
      ),
    );
  });
  return frame;
}

const WORDS = { serves: 'serves', route: 'routes to', selects: 'selects', call: 'calls' } as const;

function cells(edge: TopologyEdge, names: ReadonlyMap<string, string>, state: PageState): readonly Cell[] {
  const { from, to, kind, label, transport, policies, evidence } = edge;
  return [
    { content: nodeButton(state, from, names.get(from) ?? from) },
    { content: nodeButton(state, to, names.get(to) ?? to) },
    { content: label === '' ? WORDS[kind] : `${WORDS[kind]}: ${label}` },
    { content: transport.words, class: transport.kind === 'plain' ? 'open' : '' },
    { content: lines(policies) },
    { content: lines(evidence), class: 'hint' },
  ];
}

function lines(texts: readonly string[]): HTMLElement {
  return element('div', {}, ...texts.map((text) => element('div', {}, text)));
}
