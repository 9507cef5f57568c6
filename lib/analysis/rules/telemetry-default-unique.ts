import { groupBy } from '../../vocabulary/group-by';
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
    for (const [namespace, rivals] of groupBy(defaults, (manifest) => manifest.namespace)) {
      if (rivals.length < 2) continue;
      const names = rivals.map(({ name }) => name).sort();
      for (const manifest of rivals) {
        report({
          manifest,
          path: ['spec'],
          message: `the Telemetry objects ${names.join(', ')} of namespace ${namespace} all have no selector; Istio uses one of them`,
          remedy: 'merge them, or give all but one a selector',
        });
      }
    }
  },
};
