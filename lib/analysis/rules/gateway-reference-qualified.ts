import { textsOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const SERVICE = 'networking.istio.io/VirtualService';

/** Gateways are named namespace/name; the dotted form is an old one. */
export const gatewayReferenceQualified: Rule = {
  code: 'EVM220',
  name: 'gateway-reference-qualified',
  aliases: ['KIA1108'],
  severity: 'info',
  preset: 'recommended',
  summary: 'a VirtualService names a gateway by the dotted form, which is deprecated',
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      textsOf(manifest.spec['gateways']).forEach((gateway, index) => {
        const [name = '', namespace] = gateway.split('.');
        if (gateway.includes('/') || namespace === undefined) return;
        report({
          manifest,
          path: ['spec', 'gateways', index],
          message: `'${gateway}' names a gateway by the old dotted form`,
          remedy: `write ${namespace}/${name}`,
        });
      });
    }
  },
};
