import type { Rule } from '../rule';
import { gatewayReference, MESH_GATEWAY } from '../../mesh/gateway-reference';
import { isGeneratedGateway } from '../generated-gateway';
import { textOf, listOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const GATEWAYS = ['networking.istio.io/Gateway', 'gateway.networking.k8s.io/Gateway'];

/** A VirtualService bound to a gateway that is not there takes no effect at it, without a word. */
export const routeGatewayExists: Rule = {
  code: 'EVM104',
  name: 'route-gateway-exists',
  aliases: ['IST0101', 'IST0132', 'KIA1102'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a VirtualService names a Gateway that is not there',
  reads: [VIRTUAL_SERVICE, ...GATEWAYS],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      listOf(manifest.spec['gateways']).forEach((item, index) => {
        const gateway = textOf(item) ?? '';
        if (gateway === '' || gateway === MESH_GATEWAY || isGeneratedGateway(gateway)) return;
        const wanted = gatewayReference(gateway, manifest.namespace);
        const [namespace = '', name = ''] = wanted.split('/');
        if (GATEWAYS.some((type) => mesh.find(type, namespace, name) !== undefined)) return;
        report({
          manifest,
          path: ['spec', 'gateways', index],
          message: `there is no Gateway ${wanted}: the routes take no effect there`,
          remedy: 'add the Gateway, or name one that is there as namespace/name',
        });
      });
    }
  },
};
