import type { Json } from '../vocabulary/json';
import { deferred, type ChartValue, type Deferred, type DeferredTree } from './chart-value';
import { isTruthy } from './conditions';
import { expressionOf, isDeferral, type Expression, type LoopVariable, type Tree } from './expression';
import type { ValueSchema } from './value-schema';

/** The release: its name and namespace are inputs beside the values, in plain synthesis as in Helm. */
export const RELEASE = {
  name: deferred<string>({ op: 'release', field: 'name' }),
  namespace: deferred<string>({ op: 'release', field: 'namespace' }),
} as const;

/** What only Helm knows of an installation: for parts that are in the chart alone, such as its notes. */
export const INSTALLATION = {
  isInstall: deferred<boolean>({ op: 'installation', field: 'isInstall' }),
  isUpgrade: deferred<boolean>({ op: 'installation', field: 'isUpgrade' }),
  revision: deferred<number>({ op: 'installation', field: 'revision' }),
  service: deferred<string>({ op: 'installation', field: 'service' }),
} as const;

/** The chart that is installed. */
export const CHART = {
  name: deferred<string>({ op: 'chart', field: 'name' }),
  version: deferred<string>({ op: 'chart', field: 'version' }),
  appVersion: deferred<string>({ op: 'chart', field: 'appVersion' }),
} as const;

/** One value or the other. */
export function choose<T>(
  condition: Deferred<unknown>,
  then: Deferred<T>,
  otherwise: Deferred<T>,
): Deferred<T> {
  if (!isDeferral(condition)) return isTruthy(condition as Json) ? then : otherwise;
  return deferred({
    op: 'if',
    condition: expressionOf(condition),
    then: expressionOf(then as Tree),
    otherwise: expressionOf(otherwise as Tree),
  });
}

/** Text with values in it, as a tagged template: format`${release}-worker`. */
export function format(
  texts: TemplateStringsArray,
  ...values: Deferred<string | number>[]
): Deferred<string> {
  const parts = texts.flatMap((text, index): (string | Expression)[] => {
    const value = values[index];
    if (value === undefined) return [text];
    if (!isDeferral(value)) return [text, String(value)];
    const expression = expressionOf(value);
    return expression.op === 'format' ? [text, ...expression.parts] : [text, expression];
  });
  const joined: (string | Expression)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  if (joined.length === 0) return '';
  if (joined.length === 1 && typeof joined[0] === 'string') return joined[0];
  return deferred({ op: 'format', parts: joined });
}

/** The value, or the fallback where the value is empty (Helm's sense: also 0 and false). */
export function orDefault<T>(value: Deferred<T>, fallback: Deferred<T>): Deferred<T> {
  if (!isDeferral(value)) return isTruthy(value as Json) ? value : fallback;
  return deferred({ op: 'default', value: expressionOf(value), fallback: expressionOf(fallback as Tree) });
}

/** The text in lower case. */
export function lower(text: Deferred<string>): Deferred<string> {
  return isDeferral(text) ? deferred({ op: 'lower', operand: expressionOf(text) }) : text.toLowerCase();
}

/** The first bytes of a name, without a trailing `-`: by default 63, the length of a DNS label. */
export function truncate(name: Deferred<string>, length = 63): Deferred<string> {
  if (isDeferral(name)) return deferred({ op: 'truncate', operand: expressionOf(name), length });
  return name.slice(0, length).replace(/-$/, '');
}

/** Base64 of the text's UTF-8 bytes. */
export function base64(text: Deferred<string>): Deferred<string> {
  if (isDeferral(text)) return deferred({ op: 'base64', operand: expressionOf(text) });
  return Buffer.from(text).toString('base64');
}

/**
 * The base64 text of a key of a Secret as the cluster has it, else of a new random password of letters and digits: one
 * that is generated once and kept over upgrades. For objects that are in the chart alone. Where nobody can look into
 * the cluster (`helm template`, GitOps), every rendering makes another password.
 */
export function keptPassword(
  secret: { readonly namespace: Deferred<string>; readonly name: Deferred<string>; readonly key: string },
  length = 32,
): ChartValue<string> {
  const { namespace, name, key } = secret;
  return deferred<string>({
    op: 'keptSecret',
    namespace: expressionOf(namespace),
    name: expressionOf(name),
    key,
    length,
  });
}

/** Whether the cluster has an object; never where nobody can look into it. For what is in the chart alone. */
export function exists(
  apiVersion: string,
  kind: string,
  object: { readonly namespace: Deferred<string>; readonly name: Deferred<string> },
): ChartValue<boolean> {
  const { namespace, name } = object;
  return deferred<boolean>({
    op: 'exists',
    apiVersion,
    kind,
    namespace: expressionOf(namespace),
    name: expressionOf(name),
  });
}

/** Hex SHA-256 of the canonical JSON of a fragment or value: the same in plain synthesis and in Helm. */
export function hash(value: ChartValue<unknown>): ChartValue<string> {
  return deferred({ op: 'hash', operand: expressionOf(value) });
}

/** The text, with exactly `{{ .Release.Name }}` (or without blanks) replaced by the release's name. */
export function withReleaseName(text: ChartValue<string>): ChartValue<string> {
  return deferred({ op: 'releaseName', operand: expressionOf(text) });
}

/**
 * Lists of named entries (environment variables) as one: an entry replaces an earlier one of its name in place. Entries
 * called as one of `secrets` that hold a literal `value` are left out: a password comes from a Secret or not at all.
 */
export function mergeByName(lists: readonly Tree[], secrets: readonly string[] = []): ChartValue<never[]> {
  return deferred({ op: 'mergeByName', lists: lists.map(expressionOf), secrets });
}

/** The fields of several maps, one after the other. No two of them may hold the same key. */
export function fields(...parts: (Tree | undefined)[]): ChartValue<Record<string, never>> {
  return deferred({ op: 'fields', parts: parts.filter((part) => part !== undefined).map(expressionOf) });
}

/**
 * A list with one element for each element of a list, or for each entry of a map in the order of its keys.
 * Inside `fields` the bodies' fields are joined instead; as an element of a list it gives any number of elements.
 */
export function forEach<T>(
  over: Deferred<T[]> | Deferred<Record<string, T>>,
  body: (item: LoopItem<T>) => Tree,
  hint = 'item',
): ChartValue<Json[]> {
  const iterated = expressionOf(over as Tree);
  const schema = elementSchema(iterated);
  const variable: LoopVariable = { hint, ...(schema ? { schema } : {}) };
  return deferred({
    op: 'forEach',
    over: iterated,
    variable,
    body: expressionOf(body(new LoopItem<T>(variable))),
  });
}

function elementSchema(over: Expression): ValueSchema | undefined {
  if (over.op !== 'value') return undefined;
  if (over.schema.type === 'array') return over.schema.items;
  return over.schema.type === 'map' ? over.schema.values : undefined;
}

/** What a `forEach` body sees of the element it is at. */
export class LoopItem<T> {
  constructor(private readonly variable: LoopVariable) {}

  /** The element itself. */
  get value(): ChartValue<T> {
    return deferred({ op: 'item', variable: this.variable, path: [] });
  }

  /** The map's key; of a list, the index. */
  get key(): ChartValue<string> {
    return deferred({ op: 'key', variable: this.variable });
  }

  /** A field of the element. */
  field<K extends keyof T & string>(name: K): ChartValue<NonNullable<T[K]>> {
    return deferred({ op: 'item', variable: this.variable, path: [name] });
  }
}

/** The elements of a deferred list, as elements of the list that this stands in. */
export function spread(list: ChartValue<unknown>): ChartValue<never> {
  return deferred({ op: 'spread', list: expressionOf(list) });
}

/** The elements of a list that may be known or deferred, or that may not be given. */
export function spreadList(list: Deferred<unknown[]> | Tree | undefined): Tree[] {
  if (list === undefined) return [];
  return isDeferral(list) ? [spread(list)] : (list as Tree[]);
}

/** The tree where the condition holds, otherwise nothing: the field or list element that it stands for disappears. */
export function when<T>(condition: Deferred<unknown>, tree: Deferred<T>): Deferred<T> | undefined {
  if (!isDeferral(condition)) return isTruthy(condition as Json) ? tree : undefined;
  return deferred({ op: 'when', condition: expressionOf(condition), body: expressionOf(tree as Tree) });
}

/** The value where it is not empty, otherwise nothing. */
export function ifSet<T>(value: Deferred<T>): Deferred<T> | undefined {
  if (!isDeferral(value)) return isTruthy(value as Json) ? value : undefined;
  return when(value, value);
}

/**
 * A subtree with a name: the chart emits it once as a named template and includes it wherever it is used. A function is
 * asked once, when manifests are made.
 */
export function fragment<T>(name: string, tree: DeferredTree<T> | (() => DeferredTree<T>)): ChartValue<T> {
  if (typeof tree !== 'function') return deferred({ op: 'fragment', name, body: expressionOf(tree as Tree) });
  let body: Expression | undefined;
  return deferred({
    op: 'fragment',
    name,
    get body() {
      return (body ??= expressionOf((tree as () => Tree)()));
    },
  });
}
