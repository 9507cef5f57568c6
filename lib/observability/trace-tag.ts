import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a tag that may find nothing. */
export interface TraceTagOptions {
  /** Value where there is none. @default - the tag is left out */
  readonly defaultValue?: Deferred<string>;
}

/**
 * Where a span's tag gets its value from.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag
 * @throws ConfigError `trace-tag` when the text or name is empty
 */
export class TraceTag {
  /** Always the same. */
  static literal(value: Deferred<string>): TraceTag {
    return new TraceTag('literal', { value: given('literal value', value) });
  }

  /** An environment variable of the proxy's container. */
  static environment(name: Deferred<string>, options: TraceTagOptions = {}): TraceTag {
    return new TraceTag('environment', { name: given('environment variable', name), ...options });
  }

  /** A header of the request. Headers can hold personal data, and traces are read by many. */
  static requestHeader(name: Deferred<string>, options: TraceTagOptions = {}): TraceTag {
    return new TraceTag('header', { name: given('request header', name), ...options });
  }

  /**
   * A text with Envoy's command operators, such as `%REQ(:METHOD)%`.
   *
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators
   */
  static formatted(format: Deferred<string>): TraceTag {
    return new TraceTag('formatter', { value: given('format', format) });
  }

  private constructor(
    private readonly source: 'literal' | 'environment' | 'header' | 'formatter',
    private readonly fields: Tree,
  ) {}

  /** @internal As a Telemetry has it. */
  _toIstio(): Tree {
    return { [this.source]: this.fields };
  }
}

function given(what: string, text: Deferred<string>): Deferred<string> {
  if (isDeferral(text) || text !== '') return text;
  throw new ConfigError('trace-tag', undefined, `the ${what} of a tag is empty; name it`);
}
