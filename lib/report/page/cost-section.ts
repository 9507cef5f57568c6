import type { CostRow } from '../page-data';
import { columnHead, dataTable, type Cell } from './data-table';
import { element, svgElement, type Child } from './element';
import { nodeButton } from './node-button';
import type { PageState } from './page-state';
import { section } from './section';

const FIGURES = ['Pods', 'Cores', 'Memory', 'Storage'];

/** What the manifests request, and what that costs in a month: the dearest first. */
export function costSection(state: PageState): HTMLElement {
  const body = element('div');
  const { frame, count } = section('cost', 'Cost', body);
  state.followLater(['environment'], () => {
    const { cost } = state.environment;
    count.textContent = `${cost.total.monthly} ${cost.currency} a month`;
    const most = Math.max(1e-9, ...cost.rows.map((row) => row.most));
    body.replaceChildren(
      dataTable(
        'Cost by object',
        [
          [
            columnHead('Object'),
            ...FIGURES.map((label) => columnHead(label, { class: 'figure' })),
            columnHead(`${cost.currency} a month`, { class: 'figure' }),
            columnHead('Share'),
          ],
        ],
        cost.rows.map((row) => cells(row, nodeButton(state, row.node, row.name), bar(row.most / most))),
        [cells(cost.total, cost.total.name, null)],
      ),
      element(
        'p',
        { class: 'hint' },
        `Prices: ${cost.prices}. Pods of Jobs are not priced; traffic and discounts are left out.`,
      ),
      element('ul', { class: 'notes' }, ...cost.notes.map((note) => element('li', {}, note))),
    );
  });
  return frame;
}

function cells(row: CostRow, name: Child, share: Child): readonly Cell[] {
  return [
    { content: name },
    ...[row.pods, row.cpu, row.memory, row.storage, row.monthly].map((content) => ({
      content,
      class: 'figure',
    })),
    { content: share, class: 'share' },
  ];
}

/** Drawn and not styled: the policy of the page allows no style in attributes. */
function bar(part: number): SVGSVGElement {
  return svgElement(
    'svg',
    { class: 'bar', viewBox: '0 0 100 6', width: 100, height: 6, 'aria-hidden': 'true' },
    svgElement('rect', { class: 'bar-whole', width: 100, height: 6, rx: 3 }),
    svgElement('rect', {
      class: 'bar-part',
      width: Math.max(part > 0 ? 2 : 0, part * 100),
      height: 6,
      rx: 3,
    }),
  );
}
