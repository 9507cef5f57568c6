import { networkPoliciesOf, networkPolicyType, letsPort } from '../network-policies';
import type { Rule } from '../rule';
import { servedPorts } from '../served-ports';
import { isEmptySelector } from '../workload-selector';
import { isAmbient } from '../../mesh/ambient';
import { authorizationPolicies } from '../../mesh/authorization-policies';
import { hasSidecar, optsOut } from '../../mesh/injection';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';

const WHO = [
  'principals',
  'namespaces',
  'serviceAccounts',
  'requestPrincipals',
  'ipBlocks',
  'remoteIpBlocks',
];
const ANYWHERE = ['0.0.0.0/0', '::/0'];
const INBOUND = 'traffic.sidecar.istio.io';

/** What passes no proxy is asked by nobody but the network. */
export const networkPolicyClosesProxylessPorts: Rule = {
  code: 'EVM245',
  name: 'network-policy-closes-proxyless-ports',
  aliases: [],
  severity: 'info',
  preset: 'recommended',
  summary:
    'a NetworkPolicy lets everybody in where no proxy asks the AuthorizationPolicy, which allows a few alone',
  reads: [
    'security.istio.io/AuthorizationPolicy',
    networkPolicyType,
    '/Namespace',
    '/Service',
    'networking.istio.io/ServiceEntry',
    ...workloadTypes,
  ],
  check(mesh, report) {
    if (mesh.of(networkPolicyType).length === 0) return;
    for (const workload of mesh.workloads.all) {
      const hasProxy = hasSidecar(mesh, workload);
      const proxyless = proxylessPorts(mesh, workload, hasProxy);
      const policies = proxyless.length === 0 ? [] : allowing(mesh, workload, hasProxy);
      if (policies.length === 0) continue;
      const ports = proxyless.filter((port) => !policies.some((policy) => allowsAnybody(policy, port)));
      for (const manifest of networkPoliciesOf(mesh, workload, 'Ingress')) {
        objectsOf(manifest.spec['ingress']).forEach((rule, index) => {
          if (!isForEverybody(rule)) return;
          const open = ports.filter((port) => letsPort(objectsOf(rule['ports']), [port], workload));
          if (open.length === 0) return;
          report({
            manifest,
            path: ['spec', 'ingress', index],
            message: `everybody may call ${workload.manifest.kind} ${workload.name} at ${open.join(', ')}, where no proxy asks AuthorizationPolicy ${policies[0]?.name ?? ''} who may`,
            remedy: `name the callers in from, or ${hasProxy ? 'let the port pass the proxy' : 'take the pods into the mesh'}`,
          });
        });
      }
    }
  },
};

/** The policies that say who may call the pods; of pods without a proxy those that were written for them alone. */
function allowing(mesh: Mesh, { namespace, labels }: Workload, hasProxy: boolean): readonly Manifest[] {
  return authorizationPolicies(mesh)
    .applyingTo(namespace, labels)
    .filter(
      ({ spec }) =>
        (spec['action'] ?? 'ALLOW') === 'ALLOW' && (hasProxy || !isEmptySelector(spec['selector'])),
    );
}

/** The ports of the pods at which connections reach the application past the proxy. */
function proxylessPorts(mesh: Mesh, workload: Workload, hasProxy: boolean): readonly number[] {
  if (!hasProxy) {
    // Whether pods of a namespace that is not among the manifests are in the mesh is not known.
    const isKnown = optsOut(mesh, workload) || mesh.find('/Namespace', '', workload.namespace) !== undefined;
    return isKnown && !isAmbient(mesh, workload) ? [...servedPorts(mesh, workload)] : [];
  }
  const included = workload.annotations[`${INBOUND}/includeInboundPorts`] ?? '*';
  const excluded = workload.annotations[`${INBOUND}/excludeInboundPorts`] ?? '';
  if (included === '*' && excluded === '') return [];
  // What is excluded is taken from all ports; where some are included by name, it says nothing.
  return [...servedPorts(mesh, workload)].filter((port) =>
    included === '*' ? portsIn(excluded).includes(port) : !portsIn(included).includes(port),
  );
}

function portsIn(list: string): readonly number[] {
  return list.split(',').map(Number);
}

/** Whether some rule of the policy asks nobody who calls at the port. */
function allowsAnybody({ spec }: Manifest, port: number): boolean {
  return objectsOf(spec['rules']).some((rule) => {
    const sources = objectsOf(rule['from']).map(({ source }) => objectOf(source));
    const operations = objectsOf(rule['to']).map(({ operation }) => textsOf(objectOf(operation)['ports']));
    return (
      (sources.length === 0 || sources.some((source) => WHO.every((list) => source[list] === undefined))) &&
      (operations.length === 0 ||
        operations.some((ports) => ports.length === 0 || ports.includes(String(port))))
    );
  });
}

function isForEverybody(rule: JsonObject): boolean {
  const peers = objectsOf(rule['from']);
  return (
    peers.length === 0 ||
    peers.some(({ namespaceSelector, podSelector, ipBlock }) => {
      const block = objectOf(ipBlock);
      if (ipBlock !== undefined) {
        return ANYWHERE.includes(textOf(block['cidr']) ?? '') && textsOf(block['except']).length === 0;
      }
      return namespaceSelector !== undefined && [namespaceSelector, podSelector].every(choosesAll);
    })
  );
}

function choosesAll(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = objectOf(selector);
  return Object.keys(objectOf(matchLabels)).length + objectsOf(matchExpressions).length === 0;
}
