import { objectOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const SIDECAR = 'networking.istio.io/Sidecar';

/** An empty outboundTrafficPolicy is not the default: it refuses what the mesh does not know. */
export const sidecarOutboundModeSaid: Rule = {
  code: 'EVM216',
  name: 'sidecar-outbound-mode-said',
  aliases: ['KIA1007'],
  severity: 'info',
  preset: 'recommended',
  summary: 'a Sidecar has an outboundTrafficPolicy without mode, which refuses calls to unknown hosts',
  reads: [SIDECAR],
  check(mesh, report) {
    for (const manifest of mesh.of(SIDECAR)) {
      const policy = manifest.spec['outboundTrafficPolicy'];
      // A number is the position of the mode in the API's list, of which REGISTRY_ONLY is the first.
      if (policy === undefined || ![undefined, 0].includes(objectOf(policy)['mode'] as number | undefined))
        continue;
      report({
        manifest,
        path: ['spec', 'outboundTrafficPolicy'],
        message:
          'outboundTrafficPolicy without mode is REGISTRY_ONLY: calls to hosts that the mesh does not know are refused',
        remedy: 'write the mode that is meant, REGISTRY_ONLY or ALLOW_ANY',
      });
    }
  },
};
