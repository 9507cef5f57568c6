import type { Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import { objectOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';
const NAME = 'gateway.networking.k8s.io/gateway-name';

/** The pods of a Gateway of the Gateway API. */
export interface GatewayApiPods {
  readonly gateway: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** The pods that istiod makes for Gateways, whose labels follow from the Gateway, and those that are in the set. */
export function gatewayApiPods(mesh: Mesh): readonly GatewayApiPods[] {
  return mesh.index('gateway API pods', () => [
    ...mesh.of(GATEWAY).flatMap(({ name, namespace, labels, spec }) => {
      if (!(textOf(spec['gatewayClassName']) ?? '').startsWith('istio')) return [];
      const own = textFieldsOf(objectOf(spec['infrastructure'])['labels']);
      return [{ gateway: name, namespace, labels: { ...labels, ...own, [NAME]: name } }];
    }),
    ...mesh.workloads.all.flatMap(({ labels, namespace }) => {
      const gateway = labels[NAME];
      return gateway === undefined ? [] : [{ gateway, namespace, labels }];
    }),
  ]);
}
