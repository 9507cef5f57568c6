import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { choose } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { checkHeaderName } from './http-check';
import type { HttpMethod } from './http-match';
import { checkLiteral } from './literal-check';
import type { TextMatch } from './text-match';
import { checkTimeSpan, timeText, type TimeSpan } from './time-span';

/** Which pages of other origins may call, as browsers ask it before they do (CORS). */
export interface CorsOptions {
  /** Origins, such as `TextMatch.exact('https://shop.example.com')`; exactly `*` stands for all. */
  readonly allowOrigins: readonly TextMatch[];
  /** Methods that pages may use. @default - none that browsers ask for */
  readonly allowMethods?: readonly HttpMethod[];
  /** Headers that pages may set. @default - none that browsers ask for */
  readonly allowHeaders?: readonly string[];
  /** Headers of responses that pages may read. @default - those that browsers always allow */
  readonly exposeHeaders?: readonly string[];
  /** Whole seconds for which browsers need not ask again. @default - the browser's: 5 s */
  readonly maxAge?: TimeSpan;
  /** Pages may send cookies and certificates; not with origin `*`. @default false */
  readonly allowCredentials?: Deferred<boolean>;
  /** Sends questions of other origins on to the service. HTTPRoutes do not know it. @default 'FORWARD' */
  readonly unmatchedPreflights?: 'FORWARD' | 'IGNORE';
}

/**
 * Answers browsers that ask whether a page may call; it keeps nobody else from calling.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export class Cors {
  /** Lets pages of some origins call. @throws ConfigError `cors`, `header-name`, `time-span` */
  static of(options: CorsOptions): Cors {
    return new Cors(options);
  }

  private constructor(private readonly options: CorsOptions) {
    const { allowOrigins, allowHeaders = [], exposeHeaders = [], maxAge } = options;
    if (allowOrigins.length === 0) {
      throw new ConfigError(
        'cors',
        undefined,
        "'allowOrigins' is empty, expected at least one origin; leave 'cors' out to allow none",
      );
    }
    for (const { text } of allowOrigins) {
      checkLiteral(text, (origin) => origin !== '', {
        code: 'cors',
        property: 'allowOrigins',
        expected: 'an origin',
        remedy: "write it like 'https://shop.example.com'",
      });
    }
    for (const name of allowHeaders) if (name !== '*') checkHeaderName('allowHeaders', name);
    for (const name of exposeHeaders) if (name !== '*') checkHeaderName('exposeHeaders', name);
    checkTimeSpan('maxAge', maxAge, { minimum: 1000 });
    if (maxAge && !isDeferral(maxAge) && maxAge.toMilliseconds() % 1000 !== 0) {
      throw new ConfigError(
        'time-span',
        undefined,
        `'maxAge' is ${maxAge.toMilliseconds()}ms, expected whole seconds; use Duration.seconds`,
      );
    }
    if (
      options.allowCredentials === true &&
      allowOrigins.some(({ form, text }) => form === 'exact' && text === '*')
    ) {
      throw new ConfigError(
        'cors',
        undefined,
        "'allowCredentials' is true with the origin '*', which browsers refuse; name the origins",
      );
    }
  }

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    const { allowOrigins, maxAge, ...others } = this.options;
    return {
      allowOrigins: allowOrigins.map((origin) => origin._toIstio()),
      ...(others as Readonly<Record<string, Tree>>),
      maxAge: maxAge && timeText(maxAge),
    };
  }

  /** @internal As an HTTPRoute has it. */
  _toGatewayApi(scope: IConstruct): Tree {
    const { allowOrigins, maxAge, unmatchedPreflights, allowCredentials, ...others } = this.options;
    const other = allowOrigins.find(({ form }) => form !== 'exact');
    if (other || unmatchedPreflights === 'IGNORE') {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `${other ? `'allowOrigins' by ${other.form}` : "'unmatchedPreflights'"} cannot be said by an HTTPRoute; use TextMatch.exact('https://*.example.com'), or a VirtualService`,
      );
    }
    for (const { text } of allowOrigins) {
      checkLiteral(text, (origin) => ORIGIN.test(origin), {
        code: 'cors',
        property: 'allowOrigins',
        expected: "'*' or a scheme and a host",
        remedy: "write it like 'https://shop.example.com' or 'https://*.example.com'",
        scope,
      });
    }
    return {
      allowOrigins: allowOrigins.map(({ text }) => text),
      ...(others as Readonly<Record<string, Tree>>),
      allowCredentials: allowCredentials === undefined ? undefined : choose(allowCredentials, true, false),
      maxAge: maxAge && (isDeferral(maxAge) ? maxAge : maxAge.toSeconds()),
    };
  }
}

const ORIGIN = /^(\*|https?:\/\/((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:\d{1,5})?)$/;
