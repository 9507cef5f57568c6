import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral } from '../values/expression';
import { less, not } from '../values/conditions';
import { ConfigError } from '../vocabulary/config-error';
import type { Cors } from './cors';
import type { DelegateVirtualService } from './delegate-virtual-service';
import { checkProtocols, type Destination } from './destination';
import { checkWeights } from './destinations-check';
import type { FaultAbort, FaultDelay } from './fault';
import { changesAuthority, checkHeaderOperations, type HeaderOperations } from './header-operations';
import { checkMatches, matchesAll, type HttpMatch } from './http-match';
import { checkNumber } from './number-check';
import type { Percentage } from './percentage';
import { checkRedirect, type RedirectTarget } from './redirect';
import type { ResponseBody } from './response-body';
import type { RetryPolicy } from './retry-policy';
import type { Rewrite } from './rewrite';
import { checkTimeSpan, described, milliseconds, type TimeSpan } from './time-span';

/** What every rule has. */
export interface HttpRuleOptions {
  /** Name of the rule in access logs and statistics. @default - none */
  readonly name?: Deferred<string>;
  /** Requests that the rule takes: one of these must match. @default - all requests */
  readonly matches?: readonly HttpMatch[];
  /** The rule is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** A copy of requests that is sent somewhere else, whose answer nobody reads. */
export interface HttpMirror {
  /** Where to; a weight has no meaning here. */
  readonly to: Destination;
  /** Share of the requests that are copied. @default - every request */
  readonly percentage?: Percentage;
}

/** Options of a rule that forwards requests. */
export interface RouteOptions extends HttpRuleOptions {
  /** Where to: one destination, or several with weights that add up to 100. */
  readonly to: readonly Destination[];
  /** Ends the request, all tries together, with status 504. @default - none */
  readonly timeout?: TimeSpan;
  /** Ends one try. Only for HTTPRoutes; elsewhere `retries` says it. @default - `timeout` */
  readonly backendRequestTimeout?: TimeSpan;
  /**
   * Tries again what failed.
   * @default - as the mesh does: two more tries where the service has not seen the request, or says it is unavailable
   */
  readonly retries?: RetryPolicy;
  /** What the service is told instead of the path or host that was asked for. @default - nothing */
  readonly rewrite?: Rewrite;
  /** What is changed in requests' headers. @default - nothing */
  readonly requestHeaders?: HeaderOperations;
  /** What is changed in responses' headers. @default - nothing */
  readonly responseHeaders?: HeaderOperations;
  /** Copies of the requests. @default - none */
  readonly mirrors?: readonly HttpMirror[];
  /** Answers browsers of other origins. @default - the service does */
  readonly cors?: Cors;
  /** Lets requests fail, to test callers. HTTPRoutes do not know it. @default - none */
  readonly abort?: FaultAbort;
  /** Lets requests wait, to test callers. HTTPRoutes do not know it. @default - none */
  readonly delay?: FaultDelay;
}

/** Options of a rule that redirects requests. */
export interface RedirectOptions extends HttpRuleOptions, RedirectTarget {}

/** Options of a rule by which the proxy answers itself. */
export interface RespondOptions extends HttpRuleOptions {
  /** Status of the response, from 200 to 599. */
  readonly status: Deferred<number>;
  /** Body of the answer. @default - none */
  readonly body?: ResponseBody;
}

/** Options of a rule that leaves requests to the rules of another team. */
export interface DelegateOptions extends HttpRuleOptions {
  /** Whose rules take over; their conditions come on top of the ones here. */
  readonly to: DelegateVirtualService;
}

/**
 * What is done with the requests that match. A VirtualService takes the first of its rules that matches, an HTTPRoute
 * the most specific one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export class HttpRule {
  /** Forwards requests. */
  static route(options: RouteOptions): HttpRule {
    checkForwarding(options);
    return new HttpRule(options, { forwarding: options });
  }

  /** Tells clients to ask elsewhere. */
  static redirect(options: RedirectOptions): HttpRule {
    return new HttpRule(options, { redirection: options });
  }

  /** Answers without asking any service. HTTPRoutes do not know it. */
  static respond(options: RespondOptions): HttpRule {
    checkNumber('status', options.status, { minimum: 200, maximum: 599 });
    return new HttpRule(options, { response: options });
  }

  /** Leaves requests to another VirtualService, such as one in the namespace of another team. */
  static delegate(options: DelegateOptions): HttpRule {
    return new HttpRule(options, { delegation: options });
  }

  /** Name of the rule, as in metrics and logs. */
  readonly name: Deferred<string> | undefined;
  /** Requests that the rule takes: one of these must match. */
  readonly matches: readonly HttpMatch[];
  /** The rule is there only where this holds. */
  readonly when: Deferred<boolean>;
  /** How it forwards, where it does. */
  readonly forwarding: RouteOptions | undefined;
  /** Where it sends clients, where it does. */
  readonly redirection: RedirectOptions | undefined;
  /** What it answers by itself, where it does. */
  readonly response: RespondOptions | undefined;
  /** Whom it leaves requests to, where it does. */
  readonly delegation: DelegateOptions | undefined;

  private constructor(
    options: HttpRuleOptions,
    action: {
      readonly forwarding?: RouteOptions;
      readonly redirection?: RedirectOptions;
      readonly response?: RespondOptions;
      readonly delegation?: DelegateOptions;
    },
  ) {
    this.name = options.name;
    this.matches = options.matches?.length ? options.matches : [{}];
    this.when = options.when ?? true;
    this.forwarding = action.forwarding;
    this.redirection = action.redirection;
    this.response = action.response;
    this.delegation = action.delegation;
  }

  /** No rule after it is ever asked. */
  get takesEverything(): boolean {
    return this.when === true && matchesAll(this.matches);
  }

  /** Everything that its requests, or copies of them, are sent to. */
  get destinations(): readonly Destination[] {
    const { to = [], mirrors = [] } = this.forwarding ?? {};
    return [...to, ...mirrors.map((mirror) => mirror.to)];
  }

  /**
   * Checks what the rule itself must keep; `scope` is whose rule it is.
   *
   * @throws ConfigError `destinations`, `match`, `rewrite`, `redirect`, `constraint-violated`
   */
  check(scope: IConstruct): void {
    checkMatches(scope, this.matches);
    if (this.redirection) checkRedirect(scope, this.redirection);
    if (!this.forwarding) return;
    checkWeights(scope, this.forwarding.to);
    this.forwarding.rewrite?.check(scope, this.matches);
    checkBudget(scope, this.forwarding);
  }
}

const HTTP = ['http', 'http2', 'grpc', 'https'] as const;

function checkForwarding(options: RouteOptions): void {
  const { to, mirrors = [], requestHeaders, rewrite } = options;
  checkProtocols(
    [...to, ...mirrors.map((mirror) => mirror.to)],
    HTTP,
    'HTTP rules route HTTP; route to a port of http or grpc',
  );
  checkTimeSpan('timeout', options.timeout);
  checkTimeSpan('backendRequestTimeout', options.backendRequestTimeout);
  checkHeaderOperations('request', requestHeaders);
  checkHeaderOperations('response', options.responseHeaders);
  if (rewrite?.newHost !== undefined && changesAuthority(requestHeaders)) {
    throw new ConfigError(
      'rewrite',
      undefined,
      "'requestHeaders' changes 'host', and so does 'rewrite', expected one of them; leave one out",
    );
  }
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
