import type { Rule } from '../rule';
import { textOf } from '../../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';
const CLASS = 'gateway.networking.k8s.io/GatewayClass';
/** The classes that istiod makes. */
const ISTIO = ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west', 'istio-agentgateway'];

/** A Gateway of a class that nobody defines is carried out by nobody. */
export const gatewayClassExists: Rule = {
  code: 'EVM238',
  name: 'gateway-class-exists',
  aliases: ['KIA1504'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Gateway of the Gateway API is of a class that neither Istio nor a GatewayClass defines',
  reads: [GATEWAY, CLASS],
  check(mesh, report) {
    const known = [...ISTIO, ...mesh.of(CLASS).map(({ name }) => name)];
    for (const manifest of mesh.of(GATEWAY)) {
      const name = textOf(manifest.spec['gatewayClassName']) ?? '';
      if (name === '' || known.includes(name)) continue;
      report({
        manifest,
        path: ['spec', 'gatewayClassName'],
        message: `no GatewayClass is called '${name}', and Istio's are ${ISTIO.join(', ')}`,
        remedy: 'correct the name, or add the GatewayClass to the manifests',
      });
    }
  },
};
