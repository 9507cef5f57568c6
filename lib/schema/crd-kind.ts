import { crds, type schemasOf } from './generated/crds';

/** A custom resource kind whose schema we hold. */
export interface CrdKind {
  /** API group, such as `networking.istio.io`. */
  readonly group: string;
  readonly kind: string;
  /**
   * The versions that its API server serves, the one to write first; they differ in nothing but their name.
   */
  readonly versions: readonly string[];
  /** The resource's name in URLs and RBAC rules, such as `virtualservices`. */
  readonly plural: string;
  /** Whether objects live in a namespace; else in the cluster. */
  readonly namespaced: boolean;
  /** Whose CustomResourceDefinition it is, such as `istio`. */
  readonly source: keyof typeof schemasOf;
}

/** Every custom resource kind whose schema we hold, by source and group. */
export const crdKinds: readonly CrdKind[] = crds;

const byName = new Map(crdKinds.map((crd) => [`${crd.group}/${crd.kind}`, crd]));

/** The kind of an object, if we hold its schema: `crdKind('networking.istio.io/v1', 'VirtualService')`. */
export function crdKind(apiVersion: string, kind: string): CrdKind | undefined {
  const [group = '', version = ''] = apiVersion.split('/');
  const crd = byName.get(`${group}/${kind}`);
  return crd?.versions.includes(version) ? crd : undefined;
}
