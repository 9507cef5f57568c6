import type { Rule } from '../rule';
import { numberOf, objectsOf } from '../../vocabulary/json-fields';

const TELEMETRY = 'telemetry.istio.io/Telemetry';
/** Percent: ten times Istio's default. */
const ENOUGH = 10;

/** Each trace costs the proxy, the network and the store that keeps it. */
export const tracesSampled: Rule = {
  code: 'EVM308',
  name: 'traces-sampled',
  aliases: [],
  severity: 'info',
  preset: 'recommended',
  summary: 'a Telemetry traces more than 10 % of the requests',
  reads: [TELEMETRY],
  check(mesh, report) {
    for (const manifest of mesh.of(TELEMETRY)) {
      objectsOf(manifest.spec['tracing']).forEach((tracing, index) => {
        const percent = numberOf(tracing['randomSamplingPercentage']) ?? 0;
        if (percent <= ENOUGH || tracing['disableSpanReporting'] === true) return;
        report({
          manifest,
          path: ['spec', 'tracing', index, 'randomSamplingPercentage'],
          message: `${percent} % of all requests are traced; more than ${ENOUGH} % is dear under load`,
          remedy: 'sample about 1 % in production, and more where a header asks for it',
        });
      });
    }
  },
};
