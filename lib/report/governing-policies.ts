import type { PolicyFact } from './topology';
import { writtenReference } from '../cost/object-reference';
import { replicasOf } from '../cost/replica-range';
import { authorizationPolicies } from '../mesh/authorization-policies';
import { selects } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { EffectiveRule } from '../mesh/merged-rules';
import type { Mesh } from '../mesh/mesh';
import { requestAuthentications } from '../mesh/request-authentications';
import { SidecarScopes } from '../mesh/sidecar-scopes';
import type { Workload } from '../mesh/workloads';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** The objects that govern a workload's traffic and its pods, each with what it does. */
export function policiesOfWorkload(mesh: Mesh, workload: Workload): readonly PolicyFact[] {
  const { namespace, labels, manifest } = workload;
  const scope = SidecarScopes.of(mesh).of(namespace, labels);
  const scaled = replicasOf(mesh, workload, 1).from;
  const selecting = (type: string, field: string): readonly Manifest[] =>
    mesh.of(type).filter((one) => one.namespace === namespace && selects(one.spec[field], labels));
  return [
    ...authorizationPolicies(mesh)
      .applyingTo(namespace, labels)
      .map((one) => fact(one, authorizationWords(one.spec))),
    ...requestAuthentications(mesh)
      .applyingTo(namespace, labels)
      .map((one) => fact(one, `checks tokens of ${issuersOf(one.spec)}`)),
    ...(scope.manifest === undefined
      ? []
      : [
          fact(
            scope.manifest,
            scope.allowsUnknownHosts ? 'lets unknown hosts pass' : 'refuses unknown hosts',
          ),
        ]),
    ...selecting('networking.k8s.io/NetworkPolicy', 'podSelector').map((one) =>
      fact(one, networkWords(one.spec)),
    ),
    ...(scaled.kind === manifest.kind
      ? []
      : [{ object: writtenReference(scaled), effect: 'scales its pods' }]),
    ...selecting('policy/PodDisruptionBudget', 'selector').map((one) => fact(one, budgetWords(one.spec))),
  ];
}

/** What a DestinationRule asks of the clients of a host. */
export function destinationRuleFacts(rule: EffectiveRule | undefined): readonly PolicyFact[] {
  if (rule === undefined) return [];
  const policy = objectOf(rule.trafficPolicy);
  const tls = textOf(objectOf(policy['tls'])['mode']);
  const words = [
    ...(tls === undefined ? [] : [`TLS ${tls}`]),
    ...(policy['connectionPool'] === undefined ? [] : ['connection pool']),
    ...(policy['outlierDetection'] === undefined ? [] : ['outlier detection']),
    ...(policy['loadBalancer'] === undefined ? [] : ['load balancing']),
    ...(rule.subsets.length === 0 ? [] : [`subsets ${rule.subsets.map(({ name }) => name).join(', ')}`]),
  ];
  return rule.manifests.map((one) => fact(one, words.join(', ') || 'names the host'));
}

/** The policies of a list that judge calls, by name. */
export function judgingPolicies(facts: readonly PolicyFact[]): readonly string[] {
  return facts
    .filter(({ object }) => /^(Authorization|Network)Policy /.test(object))
    .map(({ object }) => object);
}

function fact(manifest: Manifest, effect: string): PolicyFact {
  return { object: writtenReference(manifest), effect };
}

function authorizationWords({ action, rules }: JsonObject): string {
  const verb = textOf(action) ?? 'ALLOW';
  const count = objectsOf(rules).length;
  if (verb === 'ALLOW' && count === 0) return 'allows nobody';
  return `${verb}, ${count} ${count === 1 ? 'rule' : 'rules'}`;
}

function issuersOf(spec: JsonObject): string {
  const issuers = objectsOf(spec['jwtRules']).map(({ issuer }) => textOf(issuer) ?? '');
  return issuers.join(', ') || 'nobody';
}

function networkWords(spec: JsonObject): string {
  const types = textsOf(spec['policyTypes']);
  const directions =
    types.length > 0 ? types : ['Ingress', ...(spec['egress'] === undefined ? [] : ['Egress'])];
  return directions
    .map((direction) => {
      const count = objectsOf(spec[direction.toLowerCase()]).length;
      return `${direction.toLowerCase()}: ${count === 0 ? 'nobody' : `${count} ${count === 1 ? 'rule' : 'rules'}`}`;
    })
    .join(', ');
}

function budgetWords(spec: JsonObject): string {
  for (const field of ['minAvailable', 'maxUnavailable']) {
    const amount = numberOf(spec[field]) ?? textOf(spec[field]);
    if (amount !== undefined) return `${field} ${amount}`;
  }
  return 'limits disruptions';
}
