import type { PageData } from '../page-data';
import { connectionsSection } from './connections-section';
import { costSection } from './cost-section';
import { element } from './element';
import { environmentsSection } from './environments-section';
import { findingsSection } from './findings-section';
import { GraphView } from './graph-view';
import { graphToolbar } from './graph-toolbar';
import { headerBar } from './header-bar';
import { graphLegend } from './graph-legend';
import { PageState } from './page-state';
import { section } from './section';
import { sidePanel } from './side-panel';
import { SimulatedMeshes } from './simulated-mesh';
import { summaryStrip } from './summary-strip';

/** Builds the page from the data that lies in it. */
function start(): void {
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
  const state = new PageState(data);
  const graph = new GraphView(state);
  const topology = section(
    'topology',
    'Topology',
    element(
      'div',
      { class: 'workbench' },
      element('div', { class: 'stage' }, graphToolbar(state, graph.viewport), graph.element, graphLegend()),
      sidePanel(state, new SimulatedMeshes()),
    ),
  ).frame;
  const environments = environmentsSection(state);
  const parts = [
    topology,
    findingsSection(state),
    costSection(state),
    ...(environments === undefined ? [] : [environments]),
    connectionsSection(state),
  ];
  document.body.prepend(
    element('a', { class: 'skip', href: '#topology' }, 'Skip to the topology'),
    headerBar(state, parts),
    element('main', {}, summaryStrip(state), ...parts),
  );
  graph.start();
  // After the frame in which everything is there.
  requestAnimationFrame(() => {
    setTimeout(() => {
      performance.mark('rendered');
      state.catchUp();
    });
  });
}

start();
