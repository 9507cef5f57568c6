import { meshOf } from './subject';
import { verdict, type MatcherThis, type Verdict } from './verdict';
import type * as Analysis from '../analysis/analyse';
import { severities, type Finding, type Severity } from '../analysis/finding';

/**
 * Whether `event-mesh check` finds nothing. The rules use a package that is an ES module alone: Jest must transform it,
 * `'\\.ts$|/cel-js/.+\\.js$': '@swc/jest'`, and its `transformIgnorePatterns` must let it through,
 * `/node_modules/(?!@marcbachmann/cel-js/)`.
 *
 * @param level the least that counts: `error`, `warning` or `info`
 */
export function toHaveNoFindings(this: MatcherThis, mesh: unknown, level: Severity = 'warning'): Verdict {
  // Only loaded when it is asked for: the other matchers need no configuration of Jest.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest runs no import() without a flag of Node's
  const { analyse } = require('../analysis/analyse') as typeof Analysis;
  const counted = severities.slice(0, severities.indexOf(level) + 1);
  const findings = analyse(meshOf(mesh)).filter(({ severity }) => counted.includes(severity));
  const received = findings.length === 0 ? 'none' : `\n${findings.map(inWords).join('\n')}`;
  return verdict(
    this,
    'toHaveNoFindings',
    findings.length === 0,
    `no finding of level ${level} or above`,
    received,
  );
}

function inWords(finding: Finding): string {
  const { code, severity, kind, namespace, name, message } = finding;
  return `  ${code} ${severity} ${kind} ${namespace === '' ? '' : `${namespace}/`}${name}: ${message}`;
}
