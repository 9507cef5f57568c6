import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import { environmentBranch } from './environment-branch';
import {
  checkedGitOps,
  secretStoreValues,
  type GitOps,
  type GitOpsEnvironment,
  type GitOpsProps,
} from './git-ops';
import { valuesFile, type InfrastructureRelease } from './infrastructure-release';
import { manifestDocuments } from './manifest-documents';
import { kustomizePatches, type ManagedField } from './progressive-delivery';

/**
 * Applications of Argo CD, one file per environment: that of the system, and before it those of its infrastructure.
 *
 * Argo CD renders a chart without looking into the cluster, where a password that Helm makes up would be another with
 * every look: so the chart makes none, and the Secrets come from somewhere else. It runs no `helm test`.
 *
 * Applications are in waves, so that an application of these applications installs Istio first and removes it last.
 *
 * @throws ConfigError `delivery` for a text that is no name, path or URL of its kind, and for progressive delivery of a
 * chart, which Argo CD cannot patch
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export function argoCdApplications(props: GitOpsProps): readonly OutputFile[] {
  const delivery = checkedGitOps(props);
  return delivery.environments.map((environment) => ({
    path: `argocd/${environment.name}.yaml`,
    text: manifestDocuments([
      ...delivery.infrastructure.map((release, index) =>
        infrastructureApplication(release, index - delivery.infrastructure.length, environment, delivery),
      ),
      systemApplication(environment, delivery),
    ]),
  }));
}

function systemApplication(environment: GitOpsEnvironment, delivery: GitOps): JsonObject {
  const { progressive } = environment;
  const byChart = delivery.source._form.kind !== 'manifests';
  return application(`${delivery.release}-${environment.name}`, 0, environment, {
    ...sources(environment, delivery),
    destination: destination(environment, environment.namespace),
    syncPolicy: syncPolicy({
      // Plain manifests bring their Namespace.
      ...(byChart ? { managedNamespaceMetadata: { labels: { ...delivery.namespaceLabels } } } : {}),
    }),
    ignoreDifferences: progressive && progressive.managed.map(ignored),
  });
}

/** Where the system's manifests come from. A path of a values file that begins with `/` counts from the repository. */
function sources(environment: GitOpsEnvironment, delivery: GitOps): JsonObject {
  const { source, repository, branch, release } = delivery;
  const { progressive, name } = environment;
  const form = source._form;
  if (form.kind === 'manifests') {
    return {
      source: {
        repoURL: repository,
        targetRevision: environmentBranch(environment),
        path: '.',
        kustomize: progressive && { patches: kustomizePatches(progressive) },
      },
    };
  }
  if (progressive !== undefined) {
    throw new ConfigError(
      'delivery',
      undefined,
      `'environments' asks for progressive delivery in ${name}, which takes patches of the manifests, and Argo CD patches no chart; take DeliverySource.manifests()`,
    );
  }
  const file = `${delivery.values}/${name}.yaml`;
  const helm = (prefix: string): JsonObject => ({
    releaseName: release,
    valueFiles: [`${prefix}/${file}`],
    valuesObject: {
      passwords: { generate: false },
      ...secretStoreValues(delivery),
      tests: { enabled: false },
    },
  });
  if (form.kind === 'chart') {
    return { source: { repoURL: repository, targetRevision: branch, path: form.folder, helm: helm('') } };
  }
  const slash = form.url.lastIndexOf('/');
  return {
    sources: [
      {
        repoURL: form.url.slice('oci://'.length, slash),
        chart: form.url.slice(slash + 1),
        targetRevision: form.version,
        helm: helm('$values'),
      },
      { repoURL: repository, targetRevision: branch, ref: 'values' },
    ],
  };
}

function infrastructureApplication(
  release: InfrastructureRelease,
  wave: number,
  environment: GitOpsEnvironment,
  { repository, branch }: GitOps,
): JsonObject {
  const { name, namespace, chart, version } = release;
  const values = valuesFile(release, environment);
  const charts = {
    repoURL: release.repository.replace(/^oci:\/\//, ''),
    chart,
    targetRevision: version,
    helm: { releaseName: name, ...(values === undefined ? {} : { valueFiles: [`$values/${values}`] }) },
  };
  return application(`${name}-${environment.name}`, wave, environment, {
    ...(values === undefined
      ? { source: charts }
      : { sources: [charts, { repoURL: repository, targetRevision: branch, ref: 'values' }] }),
    destination: destination(environment, namespace),
    syncPolicy: syncPolicy({}),
    ignoreDifferences: INJECTED,
  });
}

/**
 * What webhooks' own servers write into them: the authority of their certificate, and istiod and others, once they are
 * ready, that a call which fails refuses the object.
 */
const INJECTED: readonly JsonObject[] = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
].map((kind) => ({
  group: 'admissionregistration.k8s.io',
  kind,
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
}));

const GROUPS: Readonly<Record<string, string>> = { Deployment: 'apps', Service: '' };

function ignored({ kind, name, paths }: ManagedField): JsonObject {
  return { group: GROUPS[kind] ?? '', kind, name, jsonPointers: paths };
}

function application(
  name: string,
  wave: number,
  environment: GitOpsEnvironment,
  spec: JsonObject,
): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      labels: { environment: environment.name },
      annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
      // What the application has made goes before the application does.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: { project: 'default', ...spec, revisionHistoryLimit: 10 },
  };
}

function destination({ cluster }: GitOpsEnvironment, namespace: string): JsonObject {
  return cluster === undefined
    ? { server: 'https://kubernetes.default.svc', namespace }
    : { name: cluster, namespace };
}

/** Objects are removed after all others are there, and dependents with them; what controllers write stays. */
function syncPolicy(namespace: JsonObject): JsonObject {
  return {
    automated: { prune: true, selfHeal: true },
    ...namespace,
    syncOptions: [
      'ServerSideApply=true',
      'CreateNamespace=true',
      'PruneLast=true',
      'PrunePropagationPolicy=foreground',
      'RespectIgnoreDifferences=true',
    ],
    retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
  };
}
