import type { Rule } from '../rule';
import { objectsOf, textsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

/** istiod does not survive a server that accepts everything of all namespaces, and something of one. */
export const gatewayScopesSeparate: Rule = {
  code: 'EVM305',
  name: 'gateway-scopes-separate',
  aliases: [],
  severity: 'error',
  preset: 'recommended',
  summary: "a server of a Gateway has the host '*/*' beside one of a namespace, which crashes istiod",
  reads: [GATEWAY],
  check(mesh, report) {
    for (const manifest of mesh.of(GATEWAY)) {
      objectsOf(manifest.spec['servers']).forEach((server, index) => {
        const hosts = textsOf(server['hosts']);
        const scoped = hosts.find((host) => host.includes('/') && !host.startsWith('*/'));
        if (!hosts.includes('*/*') || scoped === undefined) return;
        report({
          manifest,
          path: ['spec', 'servers', index, 'hosts', hosts.indexOf('*/*')],
          message: `'*/*' covers '${scoped}' of the same server; istiod accepts that, and crashes`,
          remedy: `leave one of the two out, or write '*' instead of '*/*'`,
        });
      });
    }
  },
};
