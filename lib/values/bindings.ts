import { ApiObject, Chart, type JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError } from '../vocabulary/config-error';
import type { DeferredTree } from './chart-value';
import { evaluate, type DeployContext } from './evaluate';
import { isDeferral, type Tree } from './expression';
import { patched } from './patched';
import { childrenOf } from './presence';

declare const shape: unique symbol;

/** A path into an object of type T, as `bind` takes it: written as property access, checked by the compiler. */
export type FieldPath<T> = { readonly [shape]?: T } & (NonNullable<T> extends readonly (infer E)[]
  ? { readonly 0: FieldPath<E>; readonly 1: FieldPath<E> }
  : NonNullable<T> extends object
    ? { readonly [K in keyof NonNullable<T>]-?: FieldPath<NonNullable<T>[K]> }
    : unknown);

type Path = readonly string[];
type Field = (manifest: Record<string, Tree>) => void;

interface BoundState {
  readonly fields: Field[];
  readonly patches: JsonPatch[];
  readonly toJson: () => unknown;
}

const STATE: unique symbol = Symbol.for('cdk8s-event-mesh.bindings') as never;
type BoundObject = ApiObject & { [STATE]?: BoundState };

/**
 * Fields of a finished API object that are set after cdk8s and cdk8s-plus have made it: deferred values may be
 * anywhere in them. `S` is the object's shape as the API server sees it.
 *
 * The object's `toJson` gives the manifest with every value at its default; JSON patches that users add apply after
 * the bound fields, in every output.
 *
 * @example
 * ```ts
 * const values = new ChartValues();
 * const deployment = new Deployment(chart, 'web', { containers: [{ image: 'nginx' }] });
 * new Bindings<{ spec: { replicas: number } }>(deployment).set(
 *   (object) => object.spec.replicas,
 *   values.integer('replicas', { default: 2, minimum: 0, description: 'Pods' }),
 * );
 * ```
 */
export class Bindings<S> {
  private readonly state: BoundState;

  constructor(construct: IConstruct) {
    this.state = adopt(ApiObject.of(construct));
  }

  /** Sets a field; nothing is set where the value is `undefined`. A function is asked when manifests are made. */
  set<V>(
    field: (root: FieldPath<S>) => { readonly [shape]?: V },
    value: DeferredTree<NonNullable<V>> | undefined | (() => DeferredTree<NonNullable<V>> | undefined),
  ): this {
    if (value === undefined) return this;
    return this.update(field, (current) => {
      const now = (typeof value === 'function' ? (value as () => unknown)() : value) as Tree | undefined;
      return now ?? current;
    });
  }

  /** Replaces a field by what the function makes of it; `undefined` removes it. */
  update(
    field: (root: FieldPath<S>) => unknown,
    change: (current: Tree | undefined) => Tree | undefined,
  ): this {
    const path = record(field);
    this.state.fields.push((manifest) => {
      write(manifest, path, change);
    });
    return this;
  }

  /** Sets all top-level fields that the tree holds. */
  merge(tree: () => Tree): this {
    this.state.fields.push((manifest) => Object.assign(manifest, Object.fromEntries(childrenOf(tree()))));
    return this;
  }

  /** Removes a field. */
  remove(field: (root: FieldPath<S>) => unknown): this {
    return this.update(field, () => undefined);
  }
}

/** The manifest of an API object with deferred values where they are. */
export function deferredManifest(object: ApiObject): Tree {
  const state = (object as BoundObject)[STATE];
  if (!state) return object.toJson() as Tree;
  const manifest = state.toJson() as Record<string, Tree>;
  for (const field of state.fields) field(manifest);
  return patched(manifest, state.patches);
}

function adopt(object: BoundObject): BoundState {
  if (object[STATE]) return object[STATE];
  const state: BoundState = { fields: [], patches: [], toJson: object.toJson.bind(object) };
  object[STATE] = state;
  object.toJson = () => evaluate(deferredManifest(object), defaultContext(object));
  object.addJsonPatch = (...patches: JsonPatch[]) => {
    state.patches.push(...patches);
  };
  return state;
}

/** What a construct is evaluated with where nobody says otherwise: the defaults that `helm template` has. */
function defaultContext(object: ApiObject): DeployContext {
  return {
    release: { name: 'release-name', namespace: Chart.of(object).namespace ?? 'default' },
    chart: { name: Chart.of(object).node.id, version: '0.1.0', appVersion: '0.1.0' },
  };
}

/** What a field's function reads, one after the other. */
let keysRead: string[] = [];
const recorder: object = new Proxy(
  {},
  {
    get(_target, key) {
      keysRead.push(String(key));
      return recorder;
    },
  },
);
/** Thousands of objects have the same few fields bound. */
const pathsByText = new Map<string, Path>();

function record(field: (root: never) => unknown): Path {
  keysRead = [];
  field(recorder as never);
  const text = JSON.stringify(keysRead);
  const path = pathsByText.get(text) ?? keysRead;
  pathsByText.set(text, path);
  return path;
}

function write(
  root: Record<string, Tree>,
  path: Path,
  change: (current: Tree | undefined) => Tree | undefined,
): void {
  let target = root;
  for (const [depth, key] of path.slice(0, -1).entries()) {
    const child = (target[key] ??= {});
    if (typeof child !== 'object' || isDeferral(child)) {
      throw new ConfigError(
        'bound-path',
        undefined,
        `cannot bind '${path.join('.')}': '${path.slice(0, depth + 1).join('.')}' is no map or list that is known here`,
      );
    }
    target = child as Record<string, Tree>;
  }
  const last = path.at(-1) as string;
  const value = change(target[last]);
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
}
