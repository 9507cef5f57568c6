import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';
import { checkedText } from './checked-text';
import { checkedEnvironments, type DeliveryEnvironment } from './delivery-environment';
import type { DeliverySource } from './delivery-source';
import { checkedInfrastructure, type InfrastructureRelease } from './infrastructure-release';
import type { ProgressiveDelivery } from './progressive-delivery';

/** An environment as Argo CD and Flux know it. */
export interface GitOpsEnvironment extends DeliveryEnvironment {
  /** Name of the cluster in Argo CD. @default - the one that Argo CD runs in */
  readonly cluster?: string;
  /** Takes new versions of the backend to its callers in steps. @default - Kubernetes replaces the pods */
  readonly progressive?: ProgressiveDelivery;
}

/** A store of the External Secrets operator. */
export interface SecretStoreReference {
  /** Name of the store. */
  readonly name: string;
  /** Which of the two kinds it is of. @default 'ClusterSecretStore' */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** What Argo CD or Flux keep a cluster equal to. */
export interface GitOpsProps {
  /** The environments, each with its cluster. */
  readonly environments: readonly GitOpsEnvironment[];
  /** Name of the release, the same in all environments. */
  readonly release: string;
  /** https URL of the program's repository. */
  readonly repository: string;
  /** Branch that charts and values files are taken from. @default 'main' */
  readonly branch?: string;
  /** Folder of the values files of environments, inside the repository. @default 'environments' */
  readonly values?: string;
  /** Where the system comes from: a chart, or plain manifests in git. */
  readonly source: DeliverySource;
  /** Store that has the passwords. @default - the Secrets of `dist/reports/<environment>/requires.yaml` are there */
  readonly secretStore?: SecretStoreReference;
  /** What must be in the cluster beforehand, in the order of installation. @default - it is there already */
  readonly infrastructure?: readonly InfrastructureRelease[];
  /** Labels of the namespace where a chart is delivered. @default - injection by Istio, and Pod Security `restricted` */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/** What is kept of which nothing is left to defaults, and every text has been looked at. */
export interface GitOps extends Required<Omit<GitOpsProps, 'secretStore'>> {
  readonly secretStore: Required<SecretStoreReference> | undefined;
}

const LABEL_TEXT = /^[\w./-]{1,317}$/;

/** What Istio and Pod Security read from the namespace; the same as plain manifests write. */
const NAMESPACE_LABELS = {
  'istio-injection': 'enabled',
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};

/**
 * Fills in the defaults.
 *
 * @throws ConfigError `delivery` for a text that is no name, path, label or URL of its kind
 */
export function checkedGitOps(props: GitOpsProps): GitOps {
  const { secretStore, namespaceLabels = NAMESPACE_LABELS } = props;
  for (const text of Object.entries(namespaceLabels).flat()) {
    if (LABEL_TEXT.test(text)) continue;
    throw new ConfigError(
      'delivery',
      undefined,
      `'namespaceLabels' holds ${JSON.stringify(text)}, expected names and values of labels`,
    );
  }
  const environments = checkedEnvironments(props.environments);
  return {
    environments: props.environments.map(({ cluster, progressive }, index) => ({
      ...(environments[index] as DeliveryEnvironment),
      ...(cluster === undefined
        ? {}
        : { cluster: checkedText(`environments[${index}].cluster`, cluster, 'dnsName') }),
      ...(progressive === undefined ? {} : { progressive }),
    })),
    release: checkedText('release', props.release, 'release'),
    repository: checkedText('repository', props.repository, 'git'),
    branch: checkedText('branch', props.branch ?? 'main', 'branch'),
    values: checkedText('values', props.values ?? 'environments', 'path'),
    source: props.source,
    secretStore: secretStore && {
      name: checkedText('secretStore.name', secretStore.name, 'dnsName'),
      kind: secretStore.kind ?? 'ClusterSecretStore',
    },
    infrastructure: checkedInfrastructure(props.infrastructure ?? []),
    namespaceLabels,
  };
}

/** The chart's values that take passwords from a store. */
export function secretStoreValues({ secretStore }: GitOps): JsonObject {
  return secretStore === undefined
    ? {}
    : { externalSecrets: { enabled: true, store: secretStore.name, storeKind: secretStore.kind } };
}
