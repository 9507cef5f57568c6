import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral } from '../values/expression';
import { add, equals, less, not } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { Destination } from './destination';
import { checkMatches, matchesAll, type HttpMatch } from './http-match';
import type { RetryPolicy } from './retry-policy';
import { described, milliseconds, type TimeSpan } from './time-span';

/** What every rule has. */
export interface HttpRuleOptions {
  /** Name of the rule in access logs and statistics. @default - none */
  readonly name?: Deferred<string>;
  /** Requests that the rule takes: one of these must match. @default - all requests */
  readonly matches?: readonly HttpMatch[];
  /** The rule is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a rule that forwards requests. */
export interface RouteOptions extends HttpRuleOptions {
  /** Where to: one destination, or several with weights that add up to 100. */
  readonly to: readonly Destination[];
  /** Ends the request, all tries together, with status 504. @default - none */
  readonly timeout?: TimeSpan;
  /**
   * Tries again what failed.
   * @default - as the mesh does: two more tries where the service has not seen the request, or says it is unavailable
   */
  readonly retries?: RetryPolicy;
}

/** Options of a rule that redirects requests. */
export interface RedirectOptions extends HttpRuleOptions {
  /** @default - that of the request */
  readonly scheme?: 'http' | 'https';
  /** @default - that of the request */
  readonly host?: Deferred<string>;
  /** The whole path. @default - that of the request */
  readonly path?: Deferred<string>;
  /** @default - that of the scheme */
  readonly port?: Deferred<number>;
  /** @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/**
 * What is done with the requests that match. A VirtualService takes the first of its rules that matches, an HTTPRoute
 * the most specific one.
 */
export class HttpRule {
  /** Forwards requests. */
  static route(options: RouteOptions): HttpRule {
    return new HttpRule(options, options, undefined);
  }

  /** Tells clients to ask elsewhere. */
  static redirect(options: RedirectOptions): HttpRule {
    return new HttpRule(options, undefined, options);
  }

  readonly name: Deferred<string> | undefined;
  readonly matches: readonly HttpMatch[];
  readonly when: Deferred<boolean>;

  private constructor(
    options: HttpRuleOptions,
    readonly forwarding: RouteOptions | undefined,
    readonly redirection: RedirectOptions | undefined,
  ) {
    this.name = options.name;
    this.matches = options.matches?.length ? options.matches : [{}];
    this.when = options.when ?? true;
  }

  /** No rule after it is ever asked. */
  get takesEverything(): boolean {
    return this.when === true && matchesAll(this.matches);
  }

  /**
   * Checks what the rule itself must keep; `scope` is whose rule it is.
   *
   * @throws ConfigError `destinations`, `match`, `constraint-violated`
   */
  check(scope: IConstruct): void {
    checkMatches(scope, this.matches);
    if (!this.forwarding) return;
    checkWeights(scope, this.forwarding.to);
    checkBudget(scope, this.forwarding);
  }
}

function checkWeights(scope: IConstruct, destinations: readonly Destination[]): void {
  if (destinations.length === 0) {
    throw new ConfigError('destinations', scope, "'to' is empty; name at least one destination");
  }
  const weights = destinations.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
  if (weights.length === 0 && destinations.length === 1) return;
  if (weights.length < destinations.length) {
    throw new ConfigError(
      'destinations',
      scope,
      `${destinations.length} destinations but ${weights.length} weights; give each its 'weight' in percent`,
    );
  }
  const sum = weights.reduce((total, weight) => add(total, weight));
  const parts = weights.map(described).join(' + ');
  const found = isDeferral(sum) ? '' : ` = ${sum}`;
  demand(
    scope,
    equals(sum, 100),
    `'weight' of a rule's destinations: ${parts}${found}, expected a sum of 100`,
  );
}

function checkBudget(scope: IConstruct, { timeout, retries }: RouteOptions): void {
  const budget = retries?.budget;
  if (!timeout || !budget) return;
  const needed = isDeferral(budget.milliseconds) ? 'may need more' : `need ${budget.milliseconds / 1000}s`;
  demand(
    scope,
    not(less(milliseconds(timeout), budget.milliseconds)),
    `'timeout' is ${described(timeout)} but ${budget.description} ${needed}; raise timeout, or lower attempts or perTryTimeout`,
  );
}
