import type { WorkloadDifference, WorkloadFacts } from '../page-data';
import { columnHead, dataTable, type Cell } from './data-table';
import { button, element } from './element';
import { showNode } from './node-button';
import type { PageState } from './page-state';
import { section } from './section';

const FACTS: readonly (readonly [label: string, of: (facts: WorkloadFacts) => string])[] = [
  ['Replicas', ({ replicas }) => replicas],
  ['Findings', ({ findings }) => String(findings)],
  ['Routes', ({ routes }) => String(routes)],
  ['Cost a month', ({ monthly }) => monthly],
];

/** The environments side by side: what differs by workload. Undefined for a page about one. */
export function environmentsSection(state: PageState): HTMLElement | undefined {
  const { environments, differences } = state.data;
  if (environments.length < 2) return undefined;
  const all = element('input', { type: 'checkbox', id: 'all-workloads' });
  const body = element('div');
  const { frame, count } = section(
    'environments',
    'Environments',
    element(
      'p',
      { class: 'option' },
      all,
      element('label', { for: 'all-workloads' }, 'Show workloads that are alike, too'),
    ),
    body,
  );
  const differing = differences.filter(({ differs }) => differs);
  count.textContent = `${differing.length} of ${differences.length} workloads differ`;
  const draw = (): void => {
    body.replaceChildren(
      dataTable(
        'Environments by workload',
        [
          [
            columnHead(''),
            ...FACTS.map(([label]) => columnHead(label, { colspan: environments.length, class: 'first' })),
          ],
          [
            columnHead('Workload'),
            ...FACTS.flatMap(() =>
              environments.map(({ name }, index) =>
                columnHead(name, { class: index === 0 ? 'figure first' : 'figure' }),
              ),
            ),
          ],
        ],
        (all.checked ? differences : differing).map((one) => row(one, state)),
        [totals(state)],
      ),
    );
  };
  all.addEventListener('change', draw);
  draw();
  return frame;
}

function row({ workload, environments }: WorkloadDifference, state: PageState): readonly Cell[] {
  const place = environments.findIndex((facts) => facts !== null);
  const show = button(
    { class: 'link', 'aria-label': `Show ${workload} on the graph` },
    () => {
      const environment =
        environments[state.choices.environment] === null ? place : state.choices.environment;
      state.change({ environment });
      showNode(state, environments[environment]?.node ?? '');
    },
    workload,
  );
  return [
    { content: show },
    ...FACTS.flatMap(([, of]) => compared(environments.map((facts) => facts && of(facts)))),
  ];
}

function totals({ data }: PageState): readonly Cell[] {
  const of = (figure: (index: number) => string): readonly Cell[] =>
    compared(data.environments.map((_, index) => figure(index)));
  const { environments } = data;
  return [
    { content: 'Sum' },
    ...of((index) => environments[index]?.cost.total.pods ?? ''),
    ...of((index) => String(environments[index]?.findings.length ?? 0)),
    ...of((index) => {
      const nodes = environments[index]?.topology.nodes ?? [];
      const routes = nodes.flatMap((node) => node.routes.map(({ object, name }) => `${object} ${name}`));
      return String(new Set(routes).size);
    }),
    ...of((index) => environments[index]?.cost.total.monthly ?? ''),
  ];
}

/** Cells of one fact over the environments; they stand out where they differ. */
function compared(values: readonly (string | null)[]): readonly Cell[] {
  const differs = new Set(values).size > 1;
  return values.map((value, index) => ({
    content: value === null ? element('span', { class: 'absent' }, 'none') : value,
    class: ['figure', ...(index === 0 ? ['first'] : []), ...(differs ? ['differs'] : [])].join(' '),
  }));
}
