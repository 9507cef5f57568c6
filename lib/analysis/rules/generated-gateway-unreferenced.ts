import { isGeneratedGateway } from '../generated-gateway';
import type { Rule } from '../rule';
import { listOf, textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** The names of generated Gateways are istiod's own, and change without notice. */
export const generatedGatewayUnreferenced: Rule = {
  code: 'EVM145',
  name: 'generated-gateway-unreferenced',
  aliases: ['IST0165'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a VirtualService names a Gateway that istiod makes of one of the Gateway API',
  reads: [VIRTUAL_SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      listOf(manifest.spec['gateways']).forEach((item, index) => {
        const gateway = textOf(item) ?? '';
        if (!isGeneratedGateway(gateway)) return;
        report({
          manifest,
          path: ['spec', 'gateways', index],
          message: `'${gateway}' is made by istiod of a Gateway of the Gateway API, for its own use`,
          remedy: 'use an HTTPRoute with that Gateway as parent, or a Gateway of Istio',
        });
      });
    }
  },
};
