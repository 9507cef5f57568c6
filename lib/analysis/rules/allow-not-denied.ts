import { fitsPattern } from '../authorization-pattern';
import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { hasLabels } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf, textsOf } from '../../vocabulary/json-fields';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** DENY is asked first: what it refuses, no ALLOW lets in. */
export const allowNotDenied: Rule = {
  code: 'EVM311',
  name: 'allow-not-denied',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a rule allows what a DENY policy for the same pods refuses as a whole',
  reads: [POLICY],
  check(mesh, report) {
    const policies = mesh.of(POLICY);
    const denials = policies.filter(({ spec }) => spec['action'] === 'DENY');
    for (const manifest of policies) {
      if ((manifest.spec['action'] ?? 'ALLOW') !== 'ALLOW') continue;
      const around = denials.filter((denial) => isForAllOf(mesh, denial, manifest));
      objectsOf(manifest.spec['rules']).forEach((rule, index) => {
        const denial = around.find(({ spec }) =>
          objectsOf(spec['rules']).some((refused) => coversRule(refused, rule)),
        );
        if (denial === undefined) return;
        report({
          manifest,
          path: ['spec', 'rules', index],
          message: `AuthorizationPolicy ${denial.namespace}/${denial.name} denies all that this rule allows`,
          remedy: 'make an exception in the DENY policy (by its not-fields), or remove the rule',
        });
      });
    }
  },
};

/** Whether the first is about every pod that the second is about. */
function isForAllOf(mesh: Mesh, wide: Manifest, narrow: Manifest): boolean {
  if (wide.namespace !== narrow.namespace && wide.namespace !== mesh.config.rootNamespace) return false;
  const [wideTargets, narrowTargets] = [policyTargets(wide), policyTargets(narrow)];
  if (wideTargets.length + narrowTargets.length > 0) {
    return (
      wide.namespace === narrow.namespace &&
      narrowTargets.length > 0 &&
      narrowTargets.every((one) =>
        wideTargets.some(({ kind, name }) => kind === one.kind && name === one.name),
      )
    );
  }
  return hasLabels(selectorLabels(narrow.spec['selector']), selectorLabels(wide.spec['selector']));
}

/** Whether every request that fits the second fits the first. */
function coversRule(wide: JsonObject, narrow: JsonObject): boolean {
  return (
    coversParts(wide, narrow, 'from', 'source') &&
    coversParts(wide, narrow, 'to', 'operation') &&
    objectsOf(wide['when']).every((condition) =>
      objectsOf(narrow['when']).some(
        (other) =>
          other['key'] === condition['key'] && coversFields(condition, other, ['values', 'notValues']),
      ),
    )
  );
}

function coversParts(wide: JsonObject, narrow: JsonObject, list: string, part: string): boolean {
  const wideParts = objectsOf(wide[list]).map((item) => objectOf(item[part]));
  if (wideParts.length === 0) return true;
  const narrowParts = objectsOf(narrow[list]).map((item) => objectOf(item[part]));
  return (
    narrowParts.length > 0 &&
    narrowParts.every((one) => wideParts.some((other) => coversFields(other, one, Object.keys(other))))
  );
}

function coversFields(wide: JsonObject, narrow: JsonObject, fields: readonly string[]): boolean {
  return fields.every((field) => {
    const patterns = textsOf(wide[field]);
    const values = textsOf(narrow[field]);
    if (patterns.length === 0) return true;
    // An exception of the first is one of the second too; addresses are compared as they are written.
    if (field.startsWith('not')) return patterns.every((pattern) => values.includes(pattern));
    return (
      values.length > 0 && values.every((value) => patterns.some((pattern) => coversPattern(pattern, value)))
    );
  });
}

function coversPattern(pattern: string, value: string): boolean {
  if (pattern === value || pattern === '*') return true;
  if (!value.includes('*')) return fitsPattern(pattern, value);
  // A star at both ends makes a suffix, which ends in a star of its own.
  const isPrefix = value.endsWith('*') && pattern.endsWith('*') && !pattern.startsWith('*');
  const isSuffix = value.startsWith('*') && pattern.startsWith('*');
  return (isPrefix || isSuffix) && fitsPattern(pattern, value);
}
