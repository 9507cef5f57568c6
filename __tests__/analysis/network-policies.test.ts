import { describe, expect, test } from '@jest/globals';
import { letsPort, networkPoliciesOf, refusedDirection } from '../../lib/analysis/network-policies';
import { Mesh } from '../../lib/mesh/mesh';
import type { Workload } from '../../lib/mesh/workloads';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';
import type { JsonObject } from '../../lib/vocabulary/json';

const pod = (name: string, namespace: string): string => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { containers: [{ name: a, ports: [{ name: http, containerPort: 8080 }] }] }
`;
const policy = (spec: string, namespace = 'shop'): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: ${namespace} }
spec: ${spec}
`;
const namespace = (labels: string): string => `---
apiVersion: v1
kind: Namespace
metadata: { name: bank, labels: ${labels} }
`;
const meshOf = (more: string): Mesh =>
  new Mesh(yamlManifests(pod('web', 'shop') + pod('till', 'bank') + more, 'input.yaml', 'default'));
function workload(mesh: Mesh, name: string): Workload {
  const found = mesh.workloads.all.find(({ manifest }) => manifest.name === name);
  if (found === undefined) throw new Error(`no workload ${name}`);
  return found;
}

describe('what lets till of bank call web of shop', () => {
  /** The direction in which the policies refuse it. */
  function refused(more: string, ports: readonly number[] = [8080]): string | undefined {
    const mesh = meshOf(more);
    return refusedDirection(mesh, workload(mesh, 'till'), workload(mesh, 'web'), ports);
  }
  const ingress = (rule: string): string => policy(`{ podSelector: {}, ingress: [${rule}] }`);
  const egress = (rule: string): string =>
    policy(`{ podSelector: {}, policyTypes: [Egress], egress: [${rule}] }`, 'bank');
  const named = '{ matchLabels: { kubernetes.io/metadata.name: bank } }';
  const team = '{ matchLabels: { team: money } }';

  test.each([
    ['no policy', '', undefined],
    ['a policy without rules', ingress(''), 'Ingress'],
    ['a policy for other pods', policy('{ podSelector: { matchLabels: { app: cart } } }'), undefined],
    ['an empty rule', ingress('{}'), undefined],
    ['a rule for its namespace by name', ingress(`{ from: [{ namespaceSelector: ${named} }] }`), undefined],
    [
      'a rule for labels of namespaces that nobody knows',
      ingress(`{ from: [{ namespaceSelector: ${team} }] }`),
      undefined,
    ],
    [
      'a rule for labels that its namespace has',
      ingress(`{ from: [{ namespaceSelector: ${team} }] }`) + namespace('{ team: money }'),
      undefined,
    ],
    [
      'a rule for labels that its namespace has not',
      ingress(`{ from: [{ namespaceSelector: ${team} }] }`) + namespace('{ team: toys }'),
      'Ingress',
    ],
    [
      'a rule for its namespace by name, where there is one',
      ingress(`{ from: [{ namespaceSelector: ${named} }] }`) + namespace('{}'),
      undefined,
    ],
    [
      'a rule for another namespace',
      ingress('{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }'),
      'Ingress',
    ],
    [
      'a rule for its pods in the same namespace',
      ingress('{ from: [{ podSelector: { matchLabels: { app: till } } }] }'),
      'Ingress',
    ],
    [
      'a rule for its pods in any namespace',
      ingress('{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: till } } }] }'),
      undefined,
    ],
    [
      'a rule for other pods in any namespace',
      ingress('{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: cart } } }] }'),
      'Ingress',
    ],
    ['a rule for addresses', ingress('{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }'), undefined],
    [
      'one of two peers',
      ingress(`{ from: [{ podSelector: {} }, { namespaceSelector: ${named} }] }`),
      undefined,
    ],
    [
      'one of two rules',
      ingress(`{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: {} }] }`),
      undefined,
    ],
    ['a rule for its port', ingress('{ ports: [{ port: 8080 }] }'), undefined],
    ['a rule for another port', ingress('{ ports: [{ port: 8081 }] }'), 'Ingress'],
    ['a rule that lets it out', egress('{ to: [{ namespaceSelector: {} }] }'), undefined],
    ['a rule that lets it out to others', egress('{ to: [{ podSelector: {} }] }'), 'Egress'],
    ['no rule that lets it out', egress(''), 'Egress'],
    ['a rule that lets it out to a port by its name there', egress('{ ports: [{ port: http }] }'), undefined],
  ])('%s', (_about, more, expected) => {
    expect(refused(more)).toBe(expected);
  });
});

describe('a policy restricts', () => {
  test.each([
    ['{ podSelector: {} }', true, false],
    ['{ podSelector: {}, egress: [] }', true, true],
    ['{ podSelector: {}, policyTypes: [Egress] }', false, true],
    ['{ podSelector: {}, policyTypes: [Ingress], egress: [] }', true, false],
    ['{ podSelector: {}, policyTypes: [Ingress, Egress] }', true, true],
    ['{ podSelector: { matchLabels: { app: web } } }', true, false],
    ['{ podSelector: { matchLabels: { app: cart } } }', false, false],
    ['{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart] }] } }', false, false],
    ['{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }] } }', true, false],
  ])('by %s: inbound %s, outbound %s', (spec, inbound, outbound) => {
    const mesh = meshOf(policy(spec));
    const restricts = (['Ingress', 'Egress'] as const).map(
      (direction) => networkPoliciesOf(mesh, workload(mesh, 'web'), direction).length > 0,
    );
    expect(restricts).toEqual([inbound, outbound]);
    expect(networkPoliciesOf(mesh, workload(mesh, 'till'), 'Ingress')).toEqual([]);
  });
});

test.each<[readonly JsonObject[], readonly number[], boolean]>([
  [[], [80], true],
  [[{ port: 80 }], [], true],
  [[{ port: 80 }], [80], true],
  [[{ port: 80 }], [81], false],
  [[{ port: 80 }, { port: 81 }], [81], true],
  [[{ port: 81 }, {}], [80], true],
  [[{ port: 80, endPort: 82 }], [82], true],
  [[{ port: 80, endPort: 82 }], [83], false],
  [[{ port: 80, endPort: 82 }], [79], false],
  [[{ port: 80 }], [79, 80], true],
  [[{ port: 'http' }], [8080], true],
  [[{ port: 'http' }], [80], false],
  [[{ port: 'grpc' }], [8080], false],
])('ports %j let in %j: %s', (rules, wanted, lets) => {
  expect(letsPort(rules, wanted, workload(meshOf(''), 'web'))).toBe(lets);
});
