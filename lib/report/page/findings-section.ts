import type { ReportedFinding } from '../page-data';
import { severities } from '../../analysis/finding';
import { element } from './element';
import { findingItem } from './finding-item';
import type { PageState } from './page-state';
import { section } from './section';
import { counted } from './words';

/** The findings of the analysis, the worst first, by severity. */
export function findingsSection(state: PageState): HTMLElement {
  const body = element('div');
  const { frame, count } = section('findings', 'Findings', body);
  state.followLater(['environment'], () => {
    const { findings } = state.environment;
    count.textContent = String(findings.length);
    body.replaceChildren(
      ...(findings.length === 0
        ? [element('p', { class: 'all-clear' }, 'Nothing was found.')]
        : levels(findings, state)),
    );
  });
  return frame;
}

/** A list for each severity; those that break something are open. */
function levels(findings: readonly ReportedFinding[], state: PageState): HTMLElement[] {
  return severities.flatMap((severity) => {
    const ofLevel = findings.filter((finding) => finding.severity === severity);
    if (ofLevel.length === 0) return [];
    return [
      element(
        'details',
        { class: 'level-list', open: severity !== 'info' || ofLevel.length === findings.length },
        element(
          'summary',
          {},
          element('span', { class: `level ${severity}` }, severity),
          ` ${counted(ofLevel.length, 'finding')}`,
        ),
        element('ul', { class: 'items' }, ...ofLevel.map((finding) => findingItem(finding, state))),
      ),
    ];
  });
}
