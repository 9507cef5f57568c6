import type { DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { JsonObject } from '../vocabulary/json';

/** What a patch does with what it finds. */
export type ChangeOperation =
  'MERGE' | 'ADD' | 'REMOVE' | 'INSERT_BEFORE' | 'INSERT_AFTER' | 'INSERT_FIRST' | 'REPLACE';

/** Where Istio puts an added filter: before or after the ones that authenticate, authorize, or count. */
export type FilterClass = 'AUTHN' | 'AUTHZ' | 'STATS';

/** A part of Envoy's configuration, as its API (v3) has it; typed configurations need their `@type`. */
export type EnvoyConfiguration = DeferredTree<JsonObject>;

/**
 * What is done with the parts of Envoy's configuration that a patch finds.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation
 */
export class EnvoyChange {
  /** Merges this into it, by protobuf's rules: lists grow, other fields are replaced. */
  static merge(value: EnvoyConfiguration): EnvoyChange {
    return new EnvoyChange('MERGE', value);
  }

  /** Adds this to the list: at its end, or for filters where a class of filters is. */
  static add(value: EnvoyConfiguration, options: AddOptions = {}): EnvoyChange {
    return new EnvoyChange('ADD', value, options.filterClass);
  }

  /** Removes it. */
  static remove(): EnvoyChange {
    return new EnvoyChange('REMOVE');
  }

  /** Inserts this before it; where nothing is found, nothing happens. */
  static insertBefore(value: EnvoyConfiguration): EnvoyChange {
    return new EnvoyChange('INSERT_BEFORE', value);
  }

  /** Inserts this after it; where nothing is found, nothing happens. */
  static insertAfter(value: EnvoyConfiguration): EnvoyChange {
    return new EnvoyChange('INSERT_AFTER', value);
  }

  /** Inserts this as the first of the list. */
  static insertFirst(value: EnvoyConfiguration): EnvoyChange {
    return new EnvoyChange('INSERT_FIRST', value);
  }

  /** Puts this in its place. */
  static replace(value: EnvoyConfiguration): EnvoyChange {
    return new EnvoyChange('REPLACE', value);
  }

  private constructor(
    /** @internal */
    readonly _operation: ChangeOperation,
    private readonly value?: EnvoyConfiguration,
    /** @internal */
    readonly _filterClass?: FilterClass,
  ) {}

  /** @internal As a patch has it. */
  _toIstio(): Tree {
    return {
      operation: this._operation,
      filterClass: this._filterClass,
      value: this.value as Tree | undefined,
    };
  }
}

/** Options of an added filter. */
export interface AddOptions {
  /** Filters only. @default - at the end: for HTTP filters behind the router, where nothing gets to */
  readonly filterClass?: FilterClass;
}
