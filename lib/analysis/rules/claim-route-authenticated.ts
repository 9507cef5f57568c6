import { gatewayWorkloads } from '../gateway-workloads';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { gatewayReference, MESH_GATEWAY } from '../../mesh/gateway-reference';
import type { PathSegment } from '../../vocabulary/field-path';
import { hasLabels } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';
import { objectOf, objectsOf, textFieldsOf, textsOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const GATEWAY = 'networking.istio.io/Gateway';
const AUTHENTICATION = 'security.istio.io/RequestAuthentication';
const CLAIM = '@request.auth.claims';

/** A token has claims once somebody has read it. */
export const claimRouteAuthenticated: Rule = {
  code: 'EVM137',
  name: 'claim-route-authenticated',
  aliases: ['IST0149'],
  severity: 'error',
  preset: 'recommended',
  summary:
    'a route at a gateway depends on a claim of a token, and no RequestAuthentication reads tokens there',
  reads: [VIRTUAL_SERVICE, GATEWAY, AUTHENTICATION, ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      const [claim] = claimsOf(manifest);
      if (claim === undefined) continue;
      const pods = textsOf(manifest.spec['gateways'])
        .filter((gateway) => gateway !== MESH_GATEWAY)
        .flatMap((gateway) => podsOf(mesh, gatewayReference(gateway, manifest.namespace)));
      const blind = pods.find((workload) => !isAuthenticated(mesh, workload));
      if (blind === undefined) continue;
      report({
        manifest,
        path: claim,
        message: `no RequestAuthentication is for the gateway's ${blind.manifest.kind} ${blind.namespace}/${blind.name}: the route never matches`,
        remedy: `add a RequestAuthentication in namespace ${blind.namespace} that selects it`,
      });
    }
  },
};

function claimsOf({ spec }: Manifest): readonly (readonly PathSegment[])[] {
  return objectsOf(spec['http']).flatMap((http, index) =>
    objectsOf(http['match']).flatMap((match, place) =>
      ['headers', 'withoutHeaders'].flatMap((field) =>
        Object.keys(objectOf(match[field]))
          .filter((name) => name.startsWith(CLAIM))
          .map((name) => ['spec', 'http', index, 'match', place, field, name]),
      ),
    ),
  );
}

function podsOf(mesh: Mesh, reference: string): readonly Workload[] {
  const [namespace = '', name = ''] = reference.split('/');
  const gateway = mesh.find(GATEWAY, namespace, name);
  return gateway ? gatewayWorkloads(mesh, textFieldsOf(gateway.spec['selector'])) : [];
}

function isAuthenticated(mesh: Mesh, { namespace, labels }: Workload): boolean {
  return mesh
    .of(AUTHENTICATION)
    .filter((policy) => policy.namespace === namespace || policy.namespace === mesh.config.rootNamespace)
    .some(({ spec }) => hasLabels(labels, selectorLabels(spec['selector'])));
}
