import { costLine, NO_DIFFERENCE, searchedWords, summaryOf } from './diff-text';
import { markdownCode } from './markdown-code';
import { writtenReference } from '../cost/object-reference';
import type { Difference } from '../diff/difference';
import { riskTitles, risks } from '../diff/risk';

/** How manifests differ, for a comment on a pull request. What manifests say is code, so that it is no markup. */
export function diffMarkdown({ changes, costs, requests, searches }: Difference): string {
  if (changes.length === 0) return `${NO_DIFFERENCE}\n`;
  const sections = risks.flatMap((risk) => {
    const found = changes.filter((change) => change.risk === risk);
    if (found.length === 0) return [];
    const lines = found.map((change) => {
      const reached =
        change.environments.length === 0 ? '' : ` (${change.environments.map(markdownCode).join(', ')})`;
      return `- ${markdownCode(writtenReference(change))}: ${markdownCode(change.text)}${reached}`;
    });
    return [`### ${riskTitles[risk]}\n\n${lines.join('\n')}`];
  });
  if (requests.length > 0) {
    const lines = requests.map(({ environment, from, request, old, new: changed }) => {
      const where = environment === '' ? '' : ` in ${markdownCode(environment)}`;
      return `- ${markdownCode(`${request} from ${from}`)}${where}: ${markdownCode(`${old} -> ${changed}`)}`;
    });
    sections.push(`### Requests that are treated differently\n\n${lines.join('\n')}`);
  }
  const searched = requests.length > 0 ? '' : searchedWords(searches);
  if (searched !== '') sections.push(searched);
  if (costs.length > 0) {
    sections.push(
      `### Cost of a month\n\n${costs.map((cost) => `- ${markdownCode(costLine(cost))}`).join('\n')}`,
    );
  }
  return `${[summaryOf(changes), ...sections].join('\n\n')}\n`;
}
