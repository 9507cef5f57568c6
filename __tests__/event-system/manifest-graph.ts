/** What the checks read of any manifest: whatever is not there is missing from the lists that they make. */
export interface AnyManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the checks walk over every kind alike
  readonly spec?: any;
  readonly data?: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

interface Pods {
  readonly owner: AnyManifest;
  readonly labels: Labels;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a pod's spec, read here and there
  readonly spec: any;
}

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return -- see above */

/** Objects that share kind, namespace and name. */
export function duplicateNames(manifests: readonly AnyManifest[]): string[] {
  const names = manifests.map(title);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Selectors that match no pod, or pods of more than one identity, or pods of another workload. */
export function strayingSelectors(manifests: readonly AnyManifest[]): string[] {
  const pods = podsOf(manifests);
  return manifests.flatMap((object) => {
    const selector = selectorOf(object);
    if (selector === undefined || isOperators(selector)) return [];
    const matched = pods.filter(({ labels }) => matches(selector, labels));
    if (object.kind === 'PeerAuthentication' && pods.length === 0) return [];
    if (matched.length === 0) return [`${title(object)} selects no pod`];
    if (object.kind === 'Deployment' || object.kind === 'StatefulSet') {
      const strangers = matched.filter(({ owner }) => owner !== object);
      return strangers.map(({ owner }) => `${title(object)} selects pods of ${title(owner)}`);
    }
    if (object.kind === 'PeerAuthentication') {
      return matched.length === pods.length ? [] : [`${title(object)} misses pods of the release`];
    }
    const accounts = new Set(matched.map(({ spec }) => componentOf(spec, matched, pods)));
    return accounts.size === 1 ? [] : [`${title(object)} selects pods of ${[...accounts].join(' and ')}`];
  });
}

/** What is in the cluster beside the manifests. */
export interface Surroundings {
  readonly secrets: readonly { readonly name: string; readonly keys: readonly string[] }[];
  /** Service accounts that values say are there already. */
  readonly accounts: readonly string[];
  /** Namespaces in which others' pods run too, such as those of gateways. */
  readonly shared: readonly string[];
}

/** References to something that neither the manifests nor the surroundings hold. */
export function danglingReferences(
  manifests: readonly AnyManifest[],
  { secrets: required, accounts, shared }: Surroundings,
): string[] {
  const has = (kind: string, name: string) => manifests.some(isCalled(kind, name));
  const pods = podsOf(manifests);
  const missing: string[] = [];
  const need = (by: AnyManifest, holds: boolean, what: string) => {
    if (!holds) missing.push(`${title(by)} refers to ${what}`);
  };
  for (const { owner, spec } of pods) {
    const containers = [...(spec.initContainers ?? []), ...spec.containers];
    const variables = containers.flatMap((container) => container.env ?? []);
    for (const { valueFrom } of variables) {
      const secret = valueFrom?.secretKeyRef;
      if (secret)
        need(
          owner,
          hasSecret(manifests, required, secret.name, secret.key),
          `Secret ${secret.name}/${secret.key}`,
        );
    }
    for (const source of containers.flatMap((container) => container.envFrom ?? [])) {
      const name = source.configMapRef?.name;
      if (name) need(owner, has('ConfigMap', name), `ConfigMap ${name}`);
    }
    const account = spec.serviceAccountName;
    need(owner, has('ServiceAccount', account) || accounts.includes(account), `ServiceAccount ${account}`);
    for (const container of containers) {
      const known = ['tmp', ...(spec.volumes ?? []).map(({ name }: Named) => name), ...claimsOf(owner)];
      for (const { name } of container.volumeMounts ?? [])
        need(owner, known.includes(name), `volume ${name}`);
    }
    for (const volume of spec.volumes ?? []) {
      const { configMap, persistentVolumeClaim: claim } = volume;
      if (configMap) {
        const data = manifests.find(isCalled('ConfigMap', configMap.name))?.data;
        need(owner, data !== undefined, `ConfigMap ${configMap.name}`);
        for (const { key } of configMap.items ?? [])
          need(owner, key in (data ?? {}), `${configMap.name}/${key}`);
      }
      if (claim) need(owner, has('PersistentVolumeClaim', claim.claimName), `claim ${claim.claimName}`);
    }
  }
  for (const object of manifests) {
    const { kind, spec } = object;
    if (kind === 'Service') {
      const selected = pods.filter(({ labels }) => matches(spec.selector, labels));
      for (const { targetPort } of spec.ports) {
        const named = selected.some((pod) => portsOf(pod).includes(targetPort));
        need(object, named, `container port ${targetPort}`);
      }
    }
    if (kind === 'VirtualService') {
      for (const gateway of spec.gateways ?? [])
        need(object, gateway === 'mesh' || has('Gateway', gateway.split('/').at(-1)), `gateway ${gateway}`);
      for (const { route = [] } of spec.http ?? []) {
        for (const { destination } of route) checkDestination(object, destination);
      }
    }
    if (kind === 'HTTPRoute') {
      for (const parent of spec.parentRefs)
        need(object, has('Gateway', parent.name), `gateway ${parent.name}`);
      for (const { backendRefs = [] } of spec.rules) {
        for (const { name, port } of backendRefs)
          need(object, servicePort(name, port), `Service ${name}:${port}`);
      }
    }
    if (kind === 'AuthorizationPolicy') {
      for (const { from = [] } of spec.rules ?? []) {
        for (const { source } of from)
          for (const principal of source.principals) checkPrincipal(object, principal);
      }
    }
    if (kind === 'NetworkPolicy') {
      const peers = [...(spec.ingress ?? []), ...(spec.egress ?? [])].flatMap(
        ({ from, to }) => from ?? to ?? [],
      );
      for (const { namespaceSelector, podSelector } of peers) {
        const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
        if (namespace !== object.metadata.namespace || podSelector === undefined) continue;
        if (shared.includes(namespace)) continue;
        const selector = podSelector.matchLabels ?? {};
        need(
          object,
          isOperators(selector) || pods.some(({ labels }) => matches(selector, labels)),
          `pods ${JSON.stringify(selector)}`,
        );
      }
    }
    const target = spec?.scaleTargetRef;
    if (target) {
      const scaled = manifests.find((m) => m.kind === target.kind && m.metadata.name === target.name);
      need(
        object,
        scaled !== undefined && scaled.spec.replicas === undefined,
        `${target.kind} ${target.name} without replicas`,
      );
    }
  }
  return missing;

  /** Callers of the own namespace are pods of the manifests, or those of a Gateway that Istio makes. */
  function checkPrincipal(by: AnyManifest, principal: string): void {
    const [, , namespace, , account] = principal.split('/');
    if (namespace === undefined || namespace !== by.metadata.namespace || shared.includes(namespace)) return;
    const known = pods.some(({ spec }) => spec.serviceAccountName === account);
    const ofGateway = manifests.some(
      ({ kind, metadata }) => kind === 'Gateway' && `${metadata.name}-istio` === account,
    );
    need(by, known || ofGateway, `principal ${principal}`);
  }

  function servicePort(name: string, port: number): boolean {
    const service = manifests.find((m) => m.kind === 'Service' && m.metadata.name === name);
    return service?.spec.ports.some((entry: { port: number }) => entry.port === port) ?? false;
  }

  function checkDestination(
    by: AnyManifest,
    { host, port, subset }: { host: string; port?: { number: number }; subset?: string },
  ): void {
    if (
      !host.endsWith('.svc.cluster.local') ||
      host.includes('egressgateway') ||
      by.metadata.name.includes('mail')
    )
      return;
    const name = host.split('.')[0] ?? '';
    need(by, port !== undefined && servicePort(name, port.number), `Service ${host}:${port?.number}`);
    if (subset === undefined) return;
    const rule = manifests.find((m) => m.kind === 'DestinationRule' && m.spec.host === host);
    const labels = rule?.spec.subsets?.find((entry: { name: string }) => entry.name === subset)?.labels;
    need(
      by,
      labels !== undefined && pods.some((pod) => matches(labels, pod.labels)),
      `subset ${subset} of ${host}`,
    );
  }
}

function hasSecret(
  manifests: readonly AnyManifest[],
  required: readonly { readonly name: string; readonly keys: readonly string[] }[],
  name: string,
  key: string,
): boolean {
  if (required.some((secret) => secret.name === name && secret.keys.includes(key))) return true;
  return manifests.some(({ kind, metadata, spec }) => {
    if (kind === 'ExternalSecret')
      return (
        spec.target.name === name && spec.data.some((entry: { secretKey: string }) => entry.secretKey === key)
      );
    // What the operators make: CloudNativePG for its application's user, Strimzi for each user.
    if (kind === 'Kafka' && `${metadata.name}-cluster-ca-cert` === name) return key === 'ca.crt';
    if (kind === 'Cluster') return `${metadata.name}-app` === name;
    return kind === 'KafkaUser' && metadata.name === name && key === 'password';
  });
}

function podsOf(manifests: readonly AnyManifest[]): Pods[] {
  return manifests.flatMap((owner) => {
    const { kind, spec } = owner;
    const template = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
    if (kind === 'Pod')
      return [{ owner, labels: (owner.metadata as { labels?: Labels }).labels ?? {}, spec }];
    const isPods = ['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(kind);
    return isPods ? [{ owner, labels: template.metadata.labels, spec: template.spec }] : [];
  });
}

function selectorOf({ kind, spec }: AnyManifest): Labels | undefined {
  switch (kind) {
    case 'Service':
      return spec.selector;
    case 'NetworkPolicy':
      return spec.podSelector.matchLabels;
    case 'Sidecar':
      return spec.workloadSelector.labels;
    case 'Deployment':
    case 'StatefulSet':
    case 'PodDisruptionBudget':
    case 'AuthorizationPolicy':
    case 'PeerAuthentication':
      return spec.selector.matchLabels;
    default:
      return undefined;
  }
}

/** Who pods are, provided that a selector takes all pods of that identity. */
function componentOf(
  spec: { serviceAccountName: string; containers: { name: string }[] },
  matched: readonly Pods[],
  pods: readonly Pods[],
): string {
  const key = (other: Pods) =>
    `${other.labels['app.kubernetes.io/name']}/${other.labels['app.kubernetes.io/component'] ?? ''}`;
  const self = matched.find((pod) => pod.spec === spec) as Pods;
  const mates = pods.filter((pod) => key(pod) === key(self));
  const isVersion = matched.length < mates.length && mates.every(({ owner }) => owner.kind === 'Deployment');
  return isVersion || mates.every((mate) => matched.includes(mate)) ? key(self) : `a part of ${key(self)}`;
}

function portsOf({ spec }: Pods): unknown[] {
  return spec.containers.flatMap((container: { ports?: { name: string }[] }) =>
    (container.ports ?? []).map(({ name }) => name),
  );
}

/** Pods that CloudNativePG, Strimzi and Istio's gateway controller make are in no manifest. */
function isOperators(selector: Labels): boolean {
  return Object.keys(selector).some((key) =>
    /^(cnpg\.io|strimzi\.io|gateway\.networking\.k8s\.io)\//.test(key),
  );
}

interface Named {
  readonly name: string;
}

/** The volumes that a StatefulSet makes for each of its pods. */
function claimsOf({ spec }: AnyManifest): string[] {
  return (spec.volumeClaimTemplates ?? []).map(({ metadata }: { metadata: Named }) => metadata.name);
}

function isCalled(kind: string, name: string): (manifest: AnyManifest) => boolean {
  return (manifest) => manifest.kind === kind && manifest.metadata.name === name;
}

function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function title({ kind, metadata: { namespace, name } }: AnyManifest): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}
