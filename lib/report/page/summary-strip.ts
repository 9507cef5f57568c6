import { severities } from '../../analysis/finding';
import { element, type Child } from './element';
import type { PageState } from './page-state';

/** The figures of an environment that people look for first. */
export function summaryStrip(state: PageState): HTMLElement {
  const list = element('dl', { class: 'summary', 'aria-label': 'Summary' });
  state.follow(['environment'], () => {
    const { topology, findings, cost } = state.environment;
    const { nodes, edges } = topology;
    const running = nodes.filter(({ kind }) => ['service', 'workload', 'store'].includes(kind));
    const inMesh = running.filter(({ mutualTls }) => mutualTls !== null);
    const strict = inMesh.filter(({ mutualTls }) => mutualTls === 'STRICT');
    const routes = new Set(
      nodes.flatMap((node) => node.routes.map(({ object, name }) => `${object} ${name}`)),
    );
    const counts = severities.map(
      (level) => [level, findings.filter(({ severity }) => severity === level).length] as const,
    );
    list.replaceChildren(
      figure('Services and workloads', String(running.length)),
      figure('Gateways', String(nodes.filter(({ kind }) => kind === 'gateway').length)),
      figure('Routes', String(routes.size)),
      figure('Connections', String(edges.length)),
      figure('Mutual TLS only', inMesh.length === 0 ? 'none' : `${strict.length} of ${inMesh.length}`),
      figure(
        'Findings',
        String(findings.length),
        ...counts
          .filter(([, count]) => count > 0)
          .map(([level, count]) => element('span', { class: `level ${level}` }, `${count} ${level}`)),
      ),
      figure(`${cost.currency} a month`, cost.total.monthly),
    );
  });
  return list;
}

function figure(label: string, value: string, ...more: readonly Child[]): HTMLElement {
  return element('div', {}, element('dt', {}, label), element('dd', {}, value, ...more));
}
