import type { Rule } from '../rule';
import { listOf, objectOf, objectsOf } from '../../vocabulary/json-fields';

const TELEMETRY = 'telemetry.istio.io/Telemetry';

/** A log goes to a provider; without one there is no log. */
export const accessLogProviderNamed: Rule = {
  code: 'EVM140',
  name: 'access-log-provider-named',
  aliases: ['IST0157'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Telemetry asks for access logs without a provider, and the mesh has no default one',
  reads: [TELEMETRY],
  check(mesh, report) {
    const defaults = objectOf(mesh.config.settings['defaultProviders']);
    if (listOf(defaults['accessLogging']).length > 0) return;
    for (const manifest of mesh.of(TELEMETRY)) {
      objectsOf(manifest.spec['accessLogging']).forEach((entry, index) => {
        if (listOf(entry['providers']).length > 0 || entry['disabled'] === true) return;
        report({
          manifest,
          path: ['spec', 'accessLogging', index],
          message:
            'the entry names no provider, and the mesh has no defaultProviders.accessLogging: it takes no effect',
          remedy: 'name one, such as providers: [{ name: envoy }]',
        });
      });
    }
  },
};
