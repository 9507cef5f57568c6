import { objectOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const SIDECAR = 'networking.istio.io/Sidecar';

/** What the mesh refuses, a Sidecar can let out: whoever closed the mesh will want to know of the holes. */
export const sidecarKeepsOutboundPolicy: Rule = {
  code: 'EVM323',
  name: 'sidecar-keeps-outbound-policy',
  aliases: [],
  severity: 'warning',
  preset: 'strict',
  summary: 'a Sidecar lets calls to unknown hosts out, which the configuration of the mesh refuses',
  reads: [SIDECAR],
  check(mesh, report) {
    if (mesh.config.allowsUnknownHosts) return;
    for (const manifest of mesh.of(SIDECAR)) {
      if (objectOf(manifest.spec['outboundTrafficPolicy'])['mode'] !== 'ALLOW_ANY') continue;
      report({
        manifest,
        path: ['spec', 'outboundTrafficPolicy', 'mode'],
        message:
          'ALLOW_ANY lets calls to hosts out that the mesh does not know, but the mesh is REGISTRY_ONLY',
        remedy: 'remove outboundTrafficPolicy, and declare the hosts that are called by ServiceEntries',
      });
    }
  },
};
