import { Names, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ChartValue, Deferred } from '../values/chart-value';
import { deferredObject, type Kind } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { namespaceOf } from './cluster-names';
import type { Platform } from './participant-props';

/** Labels that select pods; single values, or all of them, may be deferred. */
export type Labels = ChartValue<Record<string, string>> | Readonly<Record<string, Deferred<string>>>;

/** What every construct that is one object of the mesh takes. */
export interface MeshObjectProps {
  /** Name of the object. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of the object. @default - that of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of the object. @default - none */
  readonly labels?: Tree;
  /** Annotations of the object. @default - none */
  readonly annotations?: Tree;
  /** Where it runs; without a mesh there, the object is left out. @default - a cluster with a mesh */
  readonly platform?: Platform;
}

/** One object of the mesh, and what others call it. */
export interface MeshObject {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly resource: ApiObject;
}

/** Makes the object that a construct stands for, as its child `Resource`. A function is asked for the body at synthesis. */
export function meshObject<P>(
  kind: Kind<P>,
  scope: Construct,
  props: MeshObjectProps,
  body: Parameters<typeof deferredObject<P>>[4],
): MeshObject {
  const name = props.name ?? Names.toDnsLabel(scope);
  const namespace = namespaceOf(scope, props.namespace);
  const resource = deferredObject(
    kind,
    scope,
    'Resource',
    { name, namespace, labels: props.labels, annotations: props.annotations },
    body,
  );
  includeWhen(resource, props.platform?.mesh ?? true);
  return { name, namespace, resource };
}
