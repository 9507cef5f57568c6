import { button, element } from './element';
import type { PageState } from './page-state';

/** A button that shows a node on the graph; the words alone where there is none. */
export function nodeButton(state: PageState, id: string | null, label: string): HTMLElement {
  if (id === null) return element('span', {}, label);
  return button(
    { class: 'link', 'aria-label': `Show ${label} on the graph` },
    () => {
      showNode(state, id);
    },
    label,
  );
}

/** Shows a node on the graph: its box is expanded, and no filter hides it. */
export function showNode(state: PageState, id: string): void {
  const group = state.environment.topology.nodes.find((node) => node.id === id)?.group ?? '';
  const collapsed = new Set(state.choices.collapsed);
  collapsed.delete(group);
  state.change({
    selection: { kind: 'node', id },
    lit: null,
    panel: 'details',
    words: '',
    group: '',
    collapsed,
  });
  document.getElementById('topology')?.scrollIntoView({ block: 'start' });
}
