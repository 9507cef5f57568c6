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
import type { InfrastructureRelease } from './infrastructure-release';
import { manifestDocuments } from './manifest-documents';
import { kustomizePatches, type ProgressiveDelivery } from './progressive-delivery';

/** Where Flux and its objects are. */
const NAMESPACE = 'flux-system';
const INTERVAL = '10m';
const TIMEOUT = '10m';

/**
 * Objects of Flux, one file per environment: a HelmRelease of the chart, or a Kustomization of plain manifests, the
 * source that it takes them from, and HelmReleases of the infrastructure, each waiting for the one before it.
 *
 * An upgrade that fails is tried again, then rolled back; what somebody changes in the cluster is set right. Flux is
 * Helm in the cluster, so that the chart makes passwords up once as `helm install` does, and its test runs.
 *
 * Values files of infrastructure are read from ConfigMaps `<release>-values` in `flux-system`, key `values.yaml`; that
 * of an environment, where the chart comes from a registry, from the ConfigMap `<release>-<environment>-values`.
 *
 * @throws ConfigError `delivery` for a text that is no name, path or URL of its kind
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function fluxReleases(props: GitOpsProps): readonly OutputFile[] {
  const delivery = checkedGitOps(props);
  return delivery.environments.map((environment) => ({
    path: `flux/${environment.name}.yaml`,
    text: manifestDocuments([
      ...delivery.infrastructure.flatMap((release, index) =>
        infrastructureObjects(release, delivery.infrastructure[index - 1]),
      ),
      ...systemObjects(environment, delivery),
    ]),
  }));
}

function systemObjects(environment: GitOpsEnvironment, delivery: GitOps): readonly JsonObject[] {
  const { source, repository, branch, release } = delivery;
  const form = source._form;
  if (form.kind === 'manifests') {
    return [
      gitRepository(release, repository, environmentBranch(environment)),
      kustomization(environment, delivery),
    ];
  }
  const chart =
    form.kind === 'chart'
      ? repositoryChart(form.folder, environment, delivery)
      : publishedChart(environment, delivery);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: environment.namespace,
        labels: { ...delivery.namespaceLabels },
        // It may hold data of others.
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
    },
    form.kind === 'chart'
      ? gitRepository(release, repository, branch)
      : ociRepository(release, form.url, form.version),
    systemRelease(environment, delivery, chart),
  ];
}

function systemRelease(
  { namespace, progressive }: GitOpsEnvironment,
  delivery: GitOps,
  chart: JsonObject,
): JsonObject {
  const values = secretStoreValues(delivery);
  return helmRelease(delivery.release, {
    ...chart,
    releaseName: delivery.release,
    targetNamespace: namespace,
    storageNamespace: namespace,
    dependsOn: dependencies(delivery.infrastructure.at(-1)),
    test: { enable: true },
    driftDetection: { mode: 'enabled', ignore: progressive && leftAlone(progressive) },
    postRenderers: progressive && [{ kustomize: { patches: kustomizePatches(progressive) } }],
    values: Object.keys(values).length > 0 ? values : undefined,
  });
}

/** The chart and the values files of one commit; the chart's own values come first. */
function repositoryChart(
  folder: string,
  { name }: GitOpsEnvironment,
  { release, values }: GitOps,
): JsonObject {
  return {
    chart: {
      spec: {
        chart: folder,
        sourceRef: { kind: 'GitRepository', name: release },
        // The chart keeps its version while the branch moves.
        reconcileStrategy: 'Revision',
        valuesFiles: [`${folder}/values.yaml`, `${values}/${name}.yaml`],
      },
    },
  };
}

function publishedChart({ name }: GitOpsEnvironment, { release }: GitOps): JsonObject {
  return {
    chartRef: { kind: 'OCIRepository', name: release },
    valuesFrom: [valuesFrom(`${release}-${name}`)],
  };
}

function kustomization({ progressive }: GitOpsEnvironment, { release }: GitOps): JsonObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: release, namespace: NAMESPACE },
    spec: {
      interval: INTERVAL,
      retryInterval: '1m',
      timeout: TIMEOUT,
      path: './',
      prune: true,
      wait: true,
      deletionPolicy: 'WaitForTermination',
      sourceRef: { kind: 'GitRepository', name: release },
      patches: progressive && kustomizePatches(progressive),
    },
  };
}

function infrastructureObjects(
  { name, namespace, chart, repository, version, values }: InfrastructureRelease,
  before: InfrastructureRelease | undefined,
): readonly JsonObject[] {
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name, namespace: NAMESPACE },
      spec: { interval: '1h', type: repository.startsWith('oci://') ? 'oci' : undefined, url: repository },
    },
    helmRelease(
      name,
      {
        chart: { spec: { chart, version, sourceRef: { kind: 'HelmRepository', name } } },
        releaseName: name,
        targetNamespace: namespace,
        storageNamespace: namespace,
        dependsOn: dependencies(before),
        valuesFrom: values === undefined ? undefined : [valuesFrom(name)],
      },
      { createNamespace: true, crds: 'CreateReplace' },
    ),
  ];
}

function helmRelease(name: string, spec: JsonObject, install: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      interval: INTERVAL,
      timeout: TIMEOUT,
      ...spec,
      install: { ...install, remediation: { retries: 3 } },
      upgrade: {
        cleanupOnFail: true,
        remediation: { retries: 3, strategy: 'rollback', remediateLastFailure: true },
      },
    },
  };
}

function gitRepository(name: string, url: string, branch: string): JsonObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: NAMESPACE },
    spec: { interval: '1m', url, ref: { branch } },
  };
}

function ociRepository(name: string, url: string, version: string): JsonObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      interval: INTERVAL,
      url,
      // Helm pushes a chart under its version with `_` for `+`, which no tag may hold.
      ref: { tag: version.replaceAll('+', '_') },
      // The chart itself, not the layers beside it.
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    },
  };
}

function dependencies(release: InfrastructureRelease | undefined): readonly JsonObject[] | undefined {
  return release && [{ name: release.name }];
}

function valuesFrom(name: string): JsonObject {
  return { kind: 'ConfigMap', name: `${name}-values`, valuesKey: 'values.yaml' };
}

function leftAlone({ managed }: ProgressiveDelivery): readonly JsonObject[] {
  return managed.map(({ kind, name, paths }) => ({ paths, target: { kind, name } }));
}
