import { defaultConflicts } from '../default-conflicts';
import type { Rule } from '../rule';
import { isEmptySelector } from '../workload-selector';

const TELEMETRY = 'telemetry.istio.io/Telemetry';

/** Of several Telemetry objects for a whole namespace the oldest holds, and a manifest has no age. */
export const telemetryDefaultUnique: Rule = {
  code: 'EVM142',
  name: 'telemetry-default-unique',
  aliases: ['IST0160'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a namespace has several Telemetry objects without selector, of which one alone takes effect',
  reads: [TELEMETRY],
  check(mesh, report) {
    const defaults = mesh
      .of(TELEMETRY)
      .filter(({ spec }) => isEmptySelector(spec['selector']) && !spec['targetRef'] && !spec['targetRefs']);
    for (const problem of defaultConflicts(defaults, 'Telemetry objects', 'selector')) report(problem);
  },
};
