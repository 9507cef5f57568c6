import { styleText } from 'node:util';
import { change as costChange } from './cost-rows';
import { writtenReference } from '../cost/object-reference';
import { writtenMoney, writtenRange } from '../cost/written-amounts';
import type { Change, Difference } from '../diff/difference';
import { riskTitles, risks } from '../diff/risk';
import { printableLine } from '../vocabulary/printable';

/** What is said where nothing differs. */
export const NO_DIFFERENCE = 'no difference';

/** How manifests differ, for people at a terminal. */
export function diffText({ changes, costs, requests, searches }: Difference, color = false): string {
  if (changes.length === 0) return `${NO_DIFFERENCE}\n`;
  const paint = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text);
  const sections = risks.flatMap((risk) => {
    const found = changes.filter((change) => change.risk === risk);
    return found.length === 0 ? [] : [[paint(riskTitles[risk]), ...objectLines(found)].join('\n')];
  });
  const inEnvironment = (environment: string): string => (environment === '' ? '' : ` in ${environment}`);
  if (requests.length > 0) {
    const lines = requests.map(({ environment, from, request, old, new: changed }) =>
      printableLine(`  ${request} from ${from}${inEnvironment(environment)}: ${old} -> ${changed}`),
    );
    sections.push([paint('Requests that are treated differently'), ...lines].join('\n'));
  }
  if (costs.length > 0) {
    sections.push(
      [paint('Cost of a month'), ...costs.map((cost) => printableLine(`  ${costLine(cost)}`))].join('\n'),
    );
  }
  const searched = requests.length > 0 ? '' : searchedWords(searches);
  return `${[...sections, ...(searched === '' ? [] : [searched]), summaryOf(changes)].join('\n\n')}\n`;
}

/** How far requests were looked for that are treated differently, where none was found; empty where nothing was tried. */
export function searchedWords(searches: Difference['searches']): string {
  const sum = (count: (search: Difference['searches'][number]) => number): number =>
    searches.reduce((total, search) => total + count(search), 0);
  const [tried, hosts] = [sum(({ requests }) => requests), sum((search) => search.hosts)];
  if (tried === 0) return '';
  const left = [
    [sum((search) => search.left.entries), 'entries'],
    [sum((search) => search.left.requests), 'requests'],
  ] as const;
  const missed = left.flatMap(([count, noun]) => (count === 0 ? [] : [`${count} ${noun}`])).join(', ');
  const places = `entries: ${sum(({ entries }) => entries)}, hosts: ${hosts}`;
  return `Requests tried: ${tried} (${places}); none is treated differently${missed === '' ? '' : `; left out: ${missed}`}`;
}

/** `prod: 12.00 -> 15.00 USD (+3.00)`. */
export function costLine({ environment, old, new: changed, currency }: Difference['costs'][number]): string {
  const amounts = `${writtenRange(old, writtenMoney)} -> ${writtenRange(changed, writtenMoney)} ${currency}`;
  return `${environment === '' ? '' : `${environment}: `}${amounts} (${costChange(old, changed)})`;
}

/** `3 changes of 2 objects`. */
export function summaryOf(changes: readonly Change[]): string {
  const objects = new Set(changes.map(writtenReference)).size;
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return `${plural(changes.length, 'change')} of ${plural(objects, 'object')}`;
}

function objectLines(changes: readonly Change[]): readonly string[] {
  let object = '';
  return changes.flatMap((change) => {
    const heading = writtenReference(change);
    const lines = heading === object ? [] : [printableLine(`  ${heading}`)];
    object = heading;
    const reached = change.environments.length === 0 ? '' : `  [${change.environments.join(', ')}]`;
    return [...lines, printableLine(`    ${change.text}${reached}`)];
  });
}
