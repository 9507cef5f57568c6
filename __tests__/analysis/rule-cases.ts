import { expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import type { Finding } from '../../lib/analysis/finding';
import type { Rule } from '../../lib/analysis/rule';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

/**
 * What it shows, the manifests, and the findings: `Kind namespace/name path:line`, and the severity if it differs. Where
 * it is about the codes of other engines, those of all findings, in the order of the findings.
 */
export type RuleCase = readonly [
  shows: string,
  yaml: string,
  findings: readonly string[],
  aliases?: readonly string[],
];

/** Runs one rule alone over each case, in both orders of the manifests. */
export function testRule(rule: Rule, cases: readonly RuleCase[]): void {
  test.each(cases)('%s', (...[, yaml, findings, aliases]: RuleCase) => {
    const manifests = yamlManifests(yaml, 'input.yaml', 'default');
    const found = [manifests, manifests.toReversed()].map((ordered) => findingsOf(new Mesh(ordered), rule));
    expect(found.map((list) => list.map((finding) => lineOf(finding, rule)))).toEqual([findings, findings]);
    if (aliases) expect(found[0]?.flatMap((finding) => finding.aliases)).toEqual(aliases);
  });
}

function findingsOf(mesh: Mesh, rule: Rule): readonly Finding[] {
  const findings = analyse(mesh, { rules: [rule], preset: 'strict' });
  for (const { aliases, message, remedy } of findings) {
    // What other engines call it is among what the rule's page names, and no part of the message is lacking.
    expect(rule.aliases).toEqual(expect.arrayContaining([...aliases]));
    expect(`${message} ${remedy}`).not.toMatch(/\bundefined\b|^ | $/);
  }
  return findings;
}

function lineOf({ kind, namespace, name, path, line, severity }: Finding, rule: Rule): string {
  const object = namespace === '' ? name : `${namespace}/${name}`;
  return `${kind} ${object} ${path}:${line ?? '?'}${severity === rule.severity ? '' : ` ${severity}`}`;
}
