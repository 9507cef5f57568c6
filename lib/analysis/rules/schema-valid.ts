import type { Problem, Rule } from '../rule';
import { readPath } from '../../vocabulary/field-path';
import type { Manifest } from '../../mesh/manifest';
import { violations } from '../../validation/validate';
import type { Violation } from '../../validation/violation';

/** What the API server or istiod's webhook refuses never takes effect. */
export const schemaValid: Rule = {
  code: 'EVM151',
  name: 'schema-valid',
  aliases: ['IST0106', 'IST0133', 'KIA1108'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an object breaks the schema of its kind, or the rules by which istiod validates it',
  reads: [],
  check(mesh, report) {
    for (const manifest of mesh.manifests) {
      for (const violation of violations(manifest.object)) report(problemOf(manifest, violation));
    }
  },
};

function problemOf(manifest: Manifest, { path, message, severity, reviewers }: Violation): Problem {
  const byIstiod = reviewers.includes('istiod');
  const who = reviewers
    .map((reviewer) => (reviewer === 'istiod' ? 'istiod' : 'the API server'))
    .join(' and ');
  return {
    manifest,
    path: readPath(path),
    message,
    remedy:
      severity === 'error'
        ? `correct the field; ${who} ${reviewers.length > 1 ? 'refuse' : 'refuses'} the object`
        : 'correct the field; istiod accepts the object, and warns',
    severity,
    aliases: [
      ...(byIstiod ? [severity === 'error' ? 'IST0106' : 'IST0133'] : []),
      ...(severity === 'warning' && isDottedGateway(manifest, path) ? ['KIA1108'] : []),
    ],
  };
}

/** Of a gateway's name nothing else is a warning than that it is written in the old dotted form. */
function isDottedGateway({ kind }: Manifest, path: string): boolean {
  return kind === 'VirtualService' && /^spec\.gateways\[\d+\]$/.test(path);
}
