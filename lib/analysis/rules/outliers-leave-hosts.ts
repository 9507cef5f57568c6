import type { Rule } from '../rule';
import { trafficPolicies } from '../traffic-policies';
import { numberOf, objectOf } from '../../vocabulary/json-fields';

/** Where all hosts may be ejected, a fault of the caller's own leaves it with nobody to call. */
export const outliersLeaveHosts: Rule = {
  code: 'EVM306',
  name: 'outliers-leave-hosts',
  aliases: [],
  severity: 'info',
  preset: 'recommended',
  summary: 'outlier detection may eject every host of a service',
  reads: ['networking.istio.io/DestinationRule'],
  check(mesh, report) {
    for (const { manifest, policy, path } of trafficPolicies(mesh)) {
      const { maxEjectionPercent, minHealthPercent } = objectOf(policy['outlierDetection']);
      if ((numberOf(maxEjectionPercent) ?? 0) < 100 || (numberOf(minHealthPercent) ?? 0) > 0) continue;
      report({
        manifest,
        path: [...path, 'outlierDetection', 'maxEjectionPercent'],
        message:
          'all hosts may be ejected at once: then every call is answered by 503, also when the fault is not theirs',
        remedy: 'lower maxEjectionPercent, or set minHealthPercent, below which nobody is ejected',
      });
    }
  },
};
