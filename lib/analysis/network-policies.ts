import { SelectorIndex } from './selector-index';
import { selects } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** The type of a NetworkPolicy, for what a rule reads. */
export const networkPolicyType = 'networking.k8s.io/NetworkPolicy';

type Direction = 'Ingress' | 'Egress';

/**
 * Whether the NetworkPolicies let one workload connect to another: those that select the caller have to let it out,
 * those that select the other have to let it in.
 *
 * @param ports of the pods that are called; of none, any will do
 * @returns the direction that is refused, or undefined
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function refusedDirection(
  mesh: Mesh,
  caller: Workload,
  called: Workload,
  ports: readonly number[],
): Direction | undefined {
  if (!isLet(mesh, called, 'Ingress', caller, ports, called)) return 'Ingress';
  return isLet(mesh, caller, 'Egress', called, ports, called) ? undefined : 'Egress';
}

/** Whether a peer of a NetworkPolicy's rule chooses a workload. What cannot be told from manifests is let in. */
function choosesPeer(mesh: Mesh, policy: Manifest, peer: JsonObject, workload: Workload): boolean {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock !== undefined) return true;
  if (podSelector !== undefined && !selects(podSelector, workload.labels)) return false;
  if (namespaceSelector === undefined) return policy.namespace === workload.namespace;
  const name = { 'kubernetes.io/metadata.name': workload.namespace };
  const namespace = mesh.find('/Namespace', '', workload.namespace);
  if (namespace !== undefined) return selects(namespaceSelector, { ...name, ...namespace.labels });
  const asked = Object.keys(textFieldsOf(objectOf(namespaceSelector)['matchLabels']));
  return asked.some((key) => !(key in name)) || selects(namespaceSelector, name);
}

/** The NetworkPolicies that restrict a workload in a direction; none, and everything is let through. */
export function networkPoliciesOf(
  mesh: Mesh,
  { namespace, labels }: Workload,
  direction: Direction,
): readonly Manifest[] {
  const index = mesh.index('network policies', () => {
    const made = new SelectorIndex<Manifest>();
    for (const policy of mesh.of(networkPolicyType)) {
      made.add(policy.namespace, textFieldsOf(objectOf(policy.spec['podSelector'])['matchLabels']), policy);
    }
    return made;
  });
  return index.choosing(namespace, labels).filter(({ spec }) => {
    if (!selects(spec['podSelector'], labels)) return false;
    const stated = textsOf(spec['policyTypes']);
    return stated.length > 0
      ? stated.includes(direction)
      : direction === 'Ingress' || spec['egress'] !== undefined;
  });
}

function isLet(
  mesh: Mesh,
  restricted: Workload,
  direction: Direction,
  peer: Workload,
  ports: readonly number[],
  called: Workload,
): boolean {
  const policies = networkPoliciesOf(mesh, restricted, direction);
  const [list, side] = direction === 'Ingress' ? (['ingress', 'from'] as const) : (['egress', 'to'] as const);
  return (
    policies.length === 0 ||
    policies.some((policy) =>
      objectsOf(policy.spec[list]).some((rule) => {
        const peers = objectsOf(rule[side]);
        return (
          (peers.length === 0 || peers.some((one) => choosesPeer(mesh, policy, one, peer))) &&
          letsPort(objectsOf(rule['ports']), ports, called)
        );
      }),
    )
  );
}

/**
 * Whether the ports of a NetworkPolicy's rule hold one of those that are wanted, of the pods that are called. A rule
 * without ports is for all of them.
 */
export function letsPort(
  rules: readonly JsonObject[],
  wanted: readonly number[],
  { podSpec }: Workload,
): boolean {
  if (rules.length === 0 || wanted.length === 0) return true;
  const declared = objectsOf(podSpec['containers']).flatMap(({ ports }) => objectsOf(ports));
  return rules.some(({ port, endPort }) => {
    if (port === undefined) return true;
    const named = declared.find(({ name }) => name === textOf(port))?.['containerPort'];
    const first = numberOf(port) ?? numberOf(named) ?? 0;
    return wanted.some((one) => one >= first && one <= (numberOf(endPort) ?? first));
  });
}
