import type { ReportedFinding } from '../page-data';
import { element } from './element';
import { nodeButton } from './node-button';
import type { PageState } from './page-state';

/** A finding with its remedy; its object is a button where it is on the graph. */
export function findingItem(finding: ReportedFinding, state: PageState): HTMLElement {
  const { code, severity, message, remedy, url, object, path, place } = finding;
  return element(
    'li',
    { class: 'finding' },
    element(
      'p',
      {},
      element('span', { class: `level ${severity}` }, severity),
      ' ',
      element('a', { href: safeAddress(url), rel: 'noreferrer noopener', target: '_blank' }, code),
      ' ',
      objectButton(finding, state),
    ),
    element('p', {}, message),
    element('p', { class: 'hint' }, remedy),
    element('p', { class: 'hint source' }, [path, place].filter((part) => part !== '').join(' · ') || object),
  );
}

/** The object of a finding: a button that shows its first node, or its name alone. */
function objectButton({ object, nodes: [id] }: ReportedFinding, state: PageState): HTMLElement {
  return nodeButton(state, id ?? null, object);
}

/** Addresses of rules alone: they come from the catalogue, and no other scheme may ever stand in a link. */
function safeAddress(url: string): string | undefined {
  return /^https:\/\//.test(url) ? url : undefined;
}
