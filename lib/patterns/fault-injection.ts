import { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { MeshObjectProps } from '../edges/mesh-object';
import { Destination } from '../routing/destination';
import type { FaultAbort, FaultDelay } from '../routing/fault';
import type { HttpMatch } from '../routing/http-match';
import { HttpRule } from '../routing/http-rule';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { includeWhen } from '../values/inclusion';
import { or } from '../values/conditions';
import { ConfigError } from '../vocabulary/config-error';
import { MeshRouting } from './mesh-routing';

/** Options of injected faults. */
export interface FaultInjectionProps extends MeshObjectProps {
  /** The service whose callers are tested. */
  readonly service: ICallable;
  /** Lets requests fail. @default - none */
  readonly abort?: FaultAbort;
  /** Lets requests wait. @default - none */
  readonly delay?: FaultDelay;
  /** Requests that it is for: those of testers. @default - all */
  readonly matches?: readonly HttpMatch[];
  /** Whether this is an environment for tests. Elsewhere it is refused. */
  readonly testEnvironment: Deferred<boolean>;
  /** Injects faults into an environment that is not for tests too. @default false */
  readonly force?: Deferred<boolean>;
  /** Injects faults only where this holds. @default true */
  readonly when?: Deferred<boolean>;
  /** Whose requests it is for. Not the Gateway API, which has no faults. @default MeshRouting.istio() */
  readonly routing?: MeshRouting;
}

/**
 * Lets requests to a service fail or wait, to see what its callers make of that. Aborts and delays are drawn apart:
 * 10 % and 20 % leave 72 % of the requests untouched. The caller's proxy injects them: its retries do not repeat an
 * injected failure, and this route's timeout does not count an injected delay; test timeouts at the caller's callers.
 *
 * It makes the service's VirtualService: there may be no other one for the same host. The Gateway API has no faults:
 * use this beside an HTTPRoute of gateways, for calls within the mesh, or a service that misbehaves on purpose.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/fault-injection/
 * @throws ConfigError `constraint-violated` where it is not forced and the environment is not for tests
 * @throws ConfigError `fault` when neither an abort nor a delay is named
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/orders', tag: '1.0.0' },
 * });
 * new FaultInjection(chart, 'faults', {
 *   service: orders,
 *   testEnvironment: true,
 *   delay: FaultDelay.fixed(Duration.seconds(5), Percent.of(50)),
 *   matches: [{ headers: [HeaderMatch.exact('x-chaos', 'on')] }],
 * });
 * ```
 */
export class FaultInjection extends Construct {
  constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    const { service, abort, delay, matches, testEnvironment, force = false, when = true } = props;
    const { routing = MeshRouting.istio(), name, namespace, labels, platform } = props;
    if (abort === undefined && delay === undefined) {
      throw new ConfigError('fault', this, "neither 'abort' nor 'delay' is given; say what is to go wrong");
    }
    if (routing._isGatewayApi) {
      throw new ConfigError(
        'not-in-gateway-api',
        this,
        'faults cannot be said by an HTTPRoute; use MeshRouting.istio() for the callers that are tested, or a version that misbehaves on purpose in a Canary',
      );
    }
    demand(
      this,
      or(testEnvironment, force),
      "'testEnvironment' is false: faults would hit real users; leave the construct out there, or set 'force' if that is meant",
    );
    const to = [Destination.service(service)];
    const faults = { ...(abort ? { abort } : {}), ...(delay ? { delay } : {}) };
    const faulty = HttpRule.route({ to, ...faults, ...(matches ? { matches } : {}) });
    routing._route(this, service, matches ? [faulty, HttpRule.route({ to })] : [faulty], {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(platform === undefined ? {} : { platform }),
    });
    includeWhen(this, when);
  }
}
