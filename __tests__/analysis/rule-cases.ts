import { expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import type { Rule } from '../../lib/analysis/rule';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

/** What it shows, the manifests, and the findings: `Kind namespace/name path:line`, and the severity if it differs. */
export type RuleCase = readonly [shows: string, yaml: string, findings: readonly string[]];

/** Runs one rule alone over each case, in both orders of the manifests. */
export function testRule(rule: Rule, cases: readonly RuleCase[]): void {
  test.each(cases)('%s', (_shows, yaml, findings) => {
    const manifests = yamlManifests(yaml, 'input.yaml', 'default');
    const found = [manifests, manifests.toReversed()].map((ordered) => findingsIn(new Mesh(ordered), rule));
    expect(found).toEqual([findings, findings]);
  });
}

function findingsIn(mesh: Mesh, rule: Rule): readonly string[] {
  return analyse(mesh, { rules: [rule], preset: 'strict' }).map((finding) => {
    // What other engines call it is among what the rule's page names, and no part of the message is lacking.
    expect(rule.aliases).toEqual(expect.arrayContaining([...finding.aliases]));
    expect(`${finding.message} ${finding.remedy}`).not.toMatch(/\bundefined\b|^ | $/);
    const object = finding.namespace === '' ? finding.name : `${finding.namespace}/${finding.name}`;
    const severity = finding.severity === rule.severity ? '' : ` ${finding.severity}`;
    return `${finding.kind} ${object} ${finding.path}:${finding.line ?? '?'}${severity}`;
  });
}
