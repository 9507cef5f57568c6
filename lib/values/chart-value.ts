import { ConfigError } from '../vocabulary/config-error';
import { EXPRESSION, isDeferral, type Deferral, type Expression, type Tree } from './expression';

/**
 * A typed value that is known only at deploy time: from an environment's file in plain synthesis, from
 * `values.yaml` and `--set` in the Helm chart. It may be placed anywhere in a construct's props that say
 * `Deferred`, and combined by the operators; code must not read it. Every attempt to read, enumerate or convert
 * it throws an error that names it, so that a value which leaks into ordinary code is an error and never a wrong
 * manifest.
 */
export type ChartValue<T> = Deferral<T>;

/** A value that is given now, or known at deploy time. */
export type Deferred<T> = T | ChartValue<T>;

/** A tree of the shape of T in which every scalar, list, map and struct may be deferred. */
export type DeferredTree<T> = unknown extends T
  ? Tree
  : T extends string | number | boolean | null | undefined
    ? Deferred<T>
    : T extends readonly (infer E)[]
      ? Deferral | readonly (DeferredTree<E> | Deferral | undefined)[]
      : T extends object
        ? Deferral | { readonly [K in keyof T]: DeferredTree<T[K]> | undefined }
        : never;

/** Wraps an expression so that only interpreters can read it. */
export function deferred<T>(expression: Expression): ChartValue<T> {
  return new Proxy(Object.freeze({ [EXPRESSION]: expression }), UNREADABLE);
}

const UNREADABLE: ProxyHandler<{ [EXPRESSION]: Expression }> = {
  get(target, key) {
    if (key === EXPRESSION) return target[EXPRESSION];
    throw unreadable(target[EXPRESSION], `reading '${String(key)}' of it`);
  },
  has: (_target, key) => key === EXPRESSION,
  ownKeys(target) {
    throw unreadable(target[EXPRESSION], 'enumerating it');
  },
  getOwnPropertyDescriptor(target) {
    throw unreadable(target[EXPRESSION], 'enumerating it');
  },
  set(target) {
    throw unreadable(target[EXPRESSION], 'changing it');
  },
  defineProperty(target) {
    throw unreadable(target[EXPRESSION], 'changing it');
  },
  deleteProperty(target) {
    throw unreadable(target[EXPRESSION], 'changing it');
  },
};

function unreadable(expression: Expression, attempt: string): ConfigError {
  return new ConfigError(
    'deferred-value-read',
    undefined,
    `${nameOf(expression)} is known only at deploy time, and ${attempt} needs it now; ` +
      `combine it with the operators of cdk8s-event-mesh (format, choose, when, …) or pass it on as it is`,
  );
}

/** How messages name an expression: the values path where there is one. */
export function nameOf(expression: Expression): string {
  switch (expression.op) {
    case 'value':
      return `value '${expression.path.join('.')}'`;
    case 'release':
    case 'chart':
      return `${expression.op} ${expression.field}`;
    case 'fragment':
      return `fragment '${expression.name}'`;
    default: {
      const value = firstValueIn(expression);
      return `a deferred '${expression.op}'${value === undefined ? '' : ` of value '${value}'`}`;
    }
  }
}

/** The path of the first value that an expression reads, trees in it included. */
function firstValueIn(part: unknown): string | undefined {
  const node = isDeferral(part) ? part[EXPRESSION] : part;
  if (typeof node !== 'object' || node === null) return undefined;
  const { op, path } = node as { op?: unknown; path?: unknown };
  if (op === 'value' && Array.isArray(path)) return path.join('.');
  for (const child of Object.values(node)) {
    const value = firstValueIn(child);
    if (value !== undefined) return value;
  }
  return undefined;
}
