import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { Bindings } from './bindings';
import type { Deferred, DeferredTree } from './chart-value';
import { isDeferral, type Tree } from './expression';
import { fields } from './operators';
import { childrenOf } from './presence';

/** Metadata of an object, any part of which may be deferred. */
export interface DeferredMetadata {
  /** Name of the object. @default - the name that cdk8s makes of the construct's path */
  readonly name?: Deferred<string> | undefined;
  /** Namespace of the object. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string> | undefined;
  /** Labels of the object. @default - none */
  readonly labels?: Tree | undefined;
  /** Annotations of the object. @default - none */
  readonly annotations?: Tree | undefined;
}

/** A class of `@cdk8s/istio-imports`, or one made by `kindOf`. */
export type Kind<P> = new (scope: Construct, id: string, props: P) => ApiObject;

/** A kind of Kubernetes' own API that has no class of its own here; `P` is the object's shape. */
export function kindOf<P extends { metadata?: ObjectMeta }>(apiVersion: string, kind: string): Kind<P> {
  return class extends ApiObject {
    constructor(scope: Construct, id: string) {
      super(scope, id, { apiVersion, kind });
    }
  };
}

/** Every field of a kind but its metadata, any part of which may be deferred. */
export type DeferredBody<P> = DeferredTree<Omit<P, 'metadata' | 'apiVersion' | 'kind' | 'status'>>;

/** An API object whose fields may be deferred. A function is asked for them when manifests are made. */
export function deferredObject<P>(
  kind: Kind<P>,
  scope: Construct,
  id: string,
  metadata: DeferredMetadata,
  body: DeferredBody<P> | (() => DeferredBody<P>),
): ApiObject {
  const object = new kind(scope, id, {} as P);
  bindMetadata(object, metadata);
  new Bindings<P>(object).merge(typeof body === 'function' ? body : () => body);
  return object;
}

/** Sets name, namespace, labels and annotations of an object; labels that users add to the object win. */
export function bindMetadata(construct: IConstruct, metadata: DeferredMetadata): void {
  new Bindings<{ metadata: ObjectMeta }>(construct).update(
    (object) => object.metadata,
    (current) => withMetadata(metadata, current as Readonly<Record<string, Tree | undefined>>),
  );
}

function withMetadata(
  { name, namespace, labels, annotations }: DeferredMetadata,
  current: Readonly<Record<string, Tree | undefined>> = {},
): Tree {
  return {
    ...current,
    name: name ?? current['name'],
    namespace: namespace ?? current['namespace'],
    labels: joined(labels, current['labels']),
    annotations: joined(annotations, current['annotations']),
  };
}

/** Two maps of fields as one, the later one winning; a plain one where both are known. */
export function joined(first: Tree | undefined, second: Tree | undefined): Tree | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (!isDeferral(first) && !isDeferral(second)) {
    return Object.fromEntries([...childrenOf(first), ...childrenOf(second)]);
  }
  return fields(first, second);
}
