import { button, element } from './element';
import { icon, type IconName } from './icons';
import type { PageState } from './page-state';
import type { Viewport } from './viewport';
import { counted } from './words';
import { visibleGraph } from './visible-graph';

/** What is above the graph: the filter, collapsing, and scaling. */
export function graphToolbar(state: PageState, viewport: Viewport): HTMLElement {
  const words = element('input', {
    id: 'filter',
    type: 'search',
    placeholder: 'Name, host or namespace',
    autocomplete: 'off',
  });
  const group = element('select', { id: 'filter-group' });
  const count = element('p', { class: 'hint count', role: 'status' });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  words.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      filter(state, { words: words.value });
    }, 120);
  });
  group.addEventListener('change', () => {
    filter(state, { group: group.value });
  });
  const groupsOf = (): readonly string[] =>
    [...new Set(state.environment.topology.nodes.map((node) => node.group))].sort();
  state.follow(['environment'], () => {
    group.replaceChildren(
      element('option', { value: '' }, 'All namespaces'),
      ...groupsOf().map((name) => element('option', { value: name }, name)),
    );
  });
  state.follow(['environment', 'words', 'group'], (choices) => {
    if (words.value !== choices.words) words.value = choices.words;
    group.value = choices.group;
    const { topology } = state.environment;
    const { matching } = visibleGraph(topology, choices);
    const all = counted(topology.nodes.length, 'node');
    count.textContent = matching.size === topology.nodes.length ? all : `${matching.size} of ${all}`;
  });
  return element(
    'div',
    { class: 'toolbar', role: 'group', 'aria-label': 'Filter and view of the graph' },
    element('label', { for: 'filter', class: 'unseen' }, 'Filter by name, host or namespace'),
    words,
    element('label', { for: 'filter-group', class: 'unseen' }, 'Namespace'),
    group,
    count,
    element('span', { class: 'stretch' }),
    button(
      {},
      () => {
        state.change({ collapsed: new Set(groupsOf()) });
      },
      'Collapse all',
    ),
    button(
      {},
      () => {
        state.change({ collapsed: new Set() });
      },
      'Expand all',
    ),
    element(
      'div',
      { class: 'joined' },
      pictureButton('minus', 'Zoom out', () => {
        viewport.zoomOut();
      }),
      pictureButton('fit', 'Fit to view', () => {
        viewport.fit();
      }),
      pictureButton('plus', 'Zoom in', () => {
        viewport.zoomIn();
      }),
    ),
  );
}

/** A filter shows what it finds: boxes open while it holds few nodes, and close again without it. */
function filter(state: PageState, given: { readonly words?: string; readonly group?: string }): void {
  const choices = { ...state.choices, ...given };
  const { nodes } = state.environment.topology;
  const isFiltered = choices.words.trim() !== '' || choices.group !== '';
  const { matching, groups } = visibleGraph(state.environment.topology, { ...choices, collapsed: new Set() });
  const large = nodes.length > 60;
  const collapsed =
    isFiltered && matching.size <= 80 ? new Set<string>() : new Set(groups.map(({ name }) => name));
  state.change({ ...given, lit: null, ...(large ? { collapsed } : {}) });
}

function pictureButton(picture: IconName, label: string, act: () => void): HTMLButtonElement {
  return button({ class: 'picture-button', 'aria-label': label, title: label }, act, icon(picture));
}
