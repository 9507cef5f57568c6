import type { SourceDocument } from './source-document';
import { isJsonObject, type JsonObject } from '../vocabulary/json';
import { objectOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

/** One Kubernetes object, as somebody wrote it. */
export interface Manifest {
  /** Such as `networking.istio.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Group and kind, whatever the version: `networking.istio.io/VirtualService`, `apps/Deployment`, `/Service`. */
  readonly type: string;
  /** The namespace it will live in; empty for an object of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The field `spec`, or an empty object. */
  readonly spec: JsonObject;
  /** The whole object. */
  readonly object: JsonObject;
  /** Where it was read, if it was read from a text. */
  readonly source?: SourceDocument;
}

/** Kinds that live in no namespace; those of custom resources come on top, when their definitions are given. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'cert-manager.io/ClusterIssuer',
  'certificates.k8s.io/CertificateSigningRequest',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'keda.sh/ClusterTriggerAuthentication',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]);

/**
 * Reads an object as a manifest.
 *
 * @param defaultNamespace where an object lives that names no namespace
 * @returns undefined for what is no Kubernetes object: no `apiVersion`, no `kind`
 */
export function manifestOf(
  object: unknown,
  defaultNamespace: string,
  source?: SourceDocument,
): Manifest | undefined {
  if (!isJsonObject(object)) return undefined;
  const apiVersion = textOf(object['apiVersion']);
  const kind = textOf(object['kind']);
  if (apiVersion === undefined || kind === undefined) return undefined;
  const metadata = objectOf(object['metadata']);
  const type = `${groupOf(apiVersion)}/${kind}`;
  return {
    apiVersion,
    kind,
    type,
    namespace: CLUSTER_SCOPED.has(type) ? '' : textOf(metadata['namespace']) || defaultNamespace,
    name: textOf(metadata['name']) ?? textOf(metadata['generateName']) ?? '',
    labels: textFieldsOf(metadata['labels']),
    annotations: textFieldsOf(metadata['annotations']),
    spec: objectOf(object['spec']),
    object,
    ...(source === undefined ? {} : { source }),
  };
}

/** `networking.istio.io` of `networking.istio.io/v1`, nothing of `v1`. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
