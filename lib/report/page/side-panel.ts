import { DetailsPanel } from './details-panel';
import { element } from './element';
import type { Choices, PageState } from './page-state';
import { RequestPanel } from './request-panel';
import type { SimulatedMeshes } from './simulated-mesh';

type Panel = Choices['panel'];

/** What stands beside the graph: the request box and the details, one at a time. */
export function sidePanel(state: PageState, meshes: SimulatedMeshes): HTMLElement {
  const request = new RequestPanel(state, meshes);
  const bodies: Readonly<Record<Panel, HTMLElement>> = {
    request: request.element,
    details: new DetailsPanel(state, request).element,
  };
  const tabs: Readonly<Record<Panel, HTMLButtonElement>> = {
    request: tab('request', 'Request', state),
    details: tab('details', 'Details', state),
  };
  const list = element(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': 'Beside the graph' },
    tabs.request,
    tabs.details,
  );
  list.addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const panel = state.choices.panel === 'request' ? 'details' : 'request';
    state.change({ panel });
    tabs[panel].focus();
  });
  for (const [panel, body] of Object.entries(bodies)) {
    for (const [name, value] of Object.entries({
      id: `panel-${panel}`,
      role: 'tabpanel',
      tabindex: '0',
      'aria-labelledby': `tab-${panel}`,
    })) {
      body.setAttribute(name, value);
    }
  }
  state.follow(['panel'], ({ panel }) => {
    for (const name of ['request', 'details'] as const) {
      tabs[name].setAttribute('aria-selected', String(name === panel));
      tabs[name].tabIndex = name === panel ? 0 : -1;
      bodies[name].hidden = name !== panel;
    }
  });
  return element(
    'aside',
    { class: 'side', 'aria-label': 'Request and details' },
    list,
    bodies.request,
    bodies.details,
  );
}

function tab(panel: Panel, label: string, state: PageState): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', role: 'tab', id: `tab-${panel}`, 'aria-controls': `panel-${panel}` },
    label,
  );
  made.addEventListener('click', () => {
    state.change({ panel });
  });
  return made;
}
