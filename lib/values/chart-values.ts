import { ConfigError } from '../vocabulary/config-error';
import type { Json, JsonObject } from '../vocabulary/json';
import { deferred, type ChartValue } from './chart-value';
import {
  toJsonSchema,
  type BooleanSchema,
  type ListSchema,
  type MapSchema,
  type NumberSchema,
  type StructSchema,
  type TextSchema,
  type ValueOptions,
  type ValueSchema,
} from './value-schema';

/** A declared value: where it lies, what it is by default and what it may be. */
export interface Declaration {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** What it may be. */
  readonly schema: ValueSchema;
  /** What it is where no values file says otherwise. */
  readonly default: Json;
  /** What it does. */
  readonly description: string;
}

/** A group of values under a common key. */
export interface Group {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** What its values are about. */
  readonly description: string;
}

const GLOBAL = {
  type: 'freeForm',
  optional: true,
  description: 'Values that a parent chart shares with all of its subcharts',
} as const;

/** Options of a value with a default. */
export type DefaultedOptions<T, S> = ValueOptions & { readonly default: T } & Omit<S, 'type' | 'description'>;

/**
 * The typed tree of a chart's deploy-time values. Programs declare values here and hand them to constructs;
 * constructs only ever take them. `at` opens a group, so that the same declarations can be made again under
 * another key.
 *
 * @example
 * ```ts
 * const values = new ChartValues();
 * const orders = values.at('orders', 'The orders service');
 * new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 *   replicas: orders.integer('replicas', { default: 2, minimum: 1, description: 'Pods' }),
 * });
 * evaluateChart(chart, { values, overrides: { orders: { replicas: 5 } } });
 * ```
 */
export class ChartValues {
  private readonly declarations: Map<string, Declaration>;
  /** The first declaration below each path that has one. */
  private readonly below: Map<string, Declaration>;
  private readonly groups: Map<string, Group>;
  private readonly path: readonly string[];

  constructor(parent?: ChartValues, key?: string) {
    this.declarations = parent?.declarations ?? new Map<string, Declaration>();
    this.below = parent?.below ?? new Map<string, Declaration>();
    this.groups = parent?.groups ?? new Map<string, Group>();
    this.path = parent && key !== undefined ? [...parent.path, key] : [];
  }

  /** The group of values under `key`. */
  at(key: string, description = ''): ChartValues {
    const group = new ChartValues(this, key);
    const name = pathKey(group.path);
    if (!this.groups.has(name)) this.groups.set(name, { path: group.path, description });
    return group;
  }

  /** A text; an empty one by convention means "not set". */
  string(key: string, options: DefaultedOptions<string, TextSchema>): ChartValue<string> {
    return this.declare(key, 'string', options);
  }

  /** A text out of a fixed list. */
  oneOf<T extends string>(
    key: string,
    options: ValueOptions & { readonly default: T; readonly oneOf: readonly T[] },
  ): ChartValue<T> {
    return this.declare(key, 'string', options);
  }

  /** A whole number. */
  integer(key: string, options: DefaultedOptions<number, NumberSchema>): ChartValue<number> {
    return this.declare(key, 'integer', options);
  }

  /** A number that may have a fraction. */
  number(key: string, options: DefaultedOptions<number, NumberSchema>): ChartValue<number> {
    return this.declare(key, 'number', options);
  }

  /** A switch. */
  boolean(key: string, options: DefaultedOptions<boolean, BooleanSchema>): ChartValue<boolean> {
    return this.declare(key, 'boolean', options);
  }

  /** A list; a values file replaces it as a whole. */
  list<T extends Json>(key: string, options: DefaultedOptions<T[], ListSchema>): ChartValue<T[]> {
    return this.declare(key, 'array', options);
  }

  /** A map from names to values of one kind; values files merge into it key by key. */
  map<T extends Json>(
    key: string,
    options: DefaultedOptions<Record<string, T>, MapSchema>,
  ): ChartValue<Record<string, T>> {
    return this.declare(key, 'map', options);
  }

  /** A Kubernetes struct that is passed through, such as `resources` or `affinity`; an empty one means "not set". */
  object<T = JsonObject>(
    key: string,
    options: ValueOptions & { readonly default: JsonObject },
  ): ChartValue<T> {
    return this.declare(key, 'freeForm', options);
  }

  /** A whole number or text, such as `25%`. */
  intOrString(
    key: string,
    options: ValueOptions & { readonly default: number | string },
  ): ChartValue<number | string> {
    return this.declare(key, 'intOrString', options);
  }

  /** Every declared value, in the order of declaration. */
  get declared(): readonly Declaration[] {
    return [...this.declarations.values()];
  }

  /** Every group with its description, in the order of declaration. */
  get declaredGroups(): readonly Group[] {
    return [...this.groups.values()];
  }

  /** The chart's default values: what `values.yaml` holds. */
  get defaults(): JsonObject {
    const root: Record<string, Json> = {};
    for (const { path, default: value } of this.declarations.values()) {
      let target = root;
      for (const key of path.slice(0, -1)) target = (target[key] ??= {}) as Record<string, Json>;
      target[path.at(-1) as string] = value;
    }
    return root;
  }

  /** What values may be: every declared one, and Helm's `global`. */
  get schema(): StructSchema {
    const root = this.emptyStruct([]);
    for (const { path, schema } of this.declarations.values()) {
      let struct = root;
      for (const [depth, key] of path.slice(0, -1).entries())
        struct = (struct.fields[key] ??= this.emptyStruct(path.slice(0, depth + 1))) as GrowingStruct;
      struct.fields[path.at(-1) as string] = schema;
    }
    return { type: 'struct', fields: { ...root.fields, global: GLOBAL } };
  }

  /** The JSON Schema of the values: closed objects, bounds, enums, descriptions. */
  get jsonSchema(): JsonObject {
    return { $schema: 'http://json-schema.org/draft-07/schema#', ...toJsonSchema(this.schema) };
  }

  private emptyStruct(path: readonly string[]): GrowingStruct {
    const description = this.groups.get(pathKey(path))?.description;
    return { type: 'struct', fields: {}, ...(description ? { description } : {}) };
  }

  private declare<T>(
    key: string,
    type: ValueSchema['type'],
    options: ValueOptions & { readonly default: unknown },
  ): ChartValue<T> {
    const { default: value, description, ...bounds } = options;
    const path = [...this.path, key];
    const above = path.map((_, depth) => pathKey(path.slice(0, depth + 1)));
    const clash =
      above.map((place) => this.declarations.get(place)).find((other) => other !== undefined) ??
      this.below.get(pathKey(path));
    if (clash) {
      throw new ConfigError(
        'value-declared-twice',
        undefined,
        `value '${path.join('.')}' is declared, but '${clash.path.join('.')}' already is; give one of them another key`,
      );
    }
    const schema = { type, description, ...bounds } as ValueSchema;
    const declaration = { path, schema, default: value as Json, description };
    this.declarations.set(pathKey(path), declaration);
    for (const place of above) this.below.set(place, this.below.get(place) ?? declaration);
    return deferred<T>({ op: 'value', path, schema, default: value as Json });
  }
}

/** The struct of a group, while the values in it are found. */
interface GrowingStruct extends StructSchema {
  readonly fields: Record<string, ValueSchema>;
}

function pathKey(path: readonly string[]): string {
  return path.join('\0');
}
