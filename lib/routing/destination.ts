import type { IConstruct } from 'constructs';
import type { CalledPort, ICallable, PortProtocol } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { inclusionWithin } from '../values/inclusion';
import { and, or } from '../values/conditions';
import type { Subset } from './destination-rule';
import { checkHeaderOperations, type HeaderChanges, type HeaderOperations } from './header-operations';
import { checkNumber } from './number-check';
import { described } from './time-span';

/** Options of a destination. */
export interface DestinationOptions {
  /** Port of the Service. @default - its only port */
  readonly port?: Deferred<number>;
  /** Percent of the requests; those of a rule's destinations add up to 100. @default - all, of a lone destination */
  readonly weight?: Deferred<number>;
  /** What is changed in the headers of requests that go there. Only for rules of HTTP. @default - nothing */
  readonly requestHeaders?: HeaderOperations;
  /** What is changed in the headers of responses from there. Only for rules of HTTP. @default - nothing */
  readonly responseHeaders?: HeaderOperations;
}

/**
 * Where a rule sends requests or connections to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination
 * @throws ConfigError `destination-port` when the service has no such port, or several and none is named
 */
export class Destination {
  /** A service, by any of its pods. */
  static service(service: ICallable, options: DestinationOptions = {}): Destination {
    return new Destination(service, undefined, options);
  }

  /** Those pods of a service that its DestinationRule calls by a name. */
  static subset(subset: Subset, options: DestinationOptions = {}): Destination {
    return new Destination(subset.rule.service, subset, options);
  }

  /** Port of the service. */
  readonly port: Deferred<number>;
  /** What the port speaks. */
  readonly protocol: PortProtocol;
  /** Percent of the requests. */
  readonly weight: Deferred<number> | undefined;

  private constructor(
    readonly service: ICallable,
    readonly subset: Subset | undefined,
    private readonly options: DestinationOptions,
  ) {
    const { port, protocol } = portOf(service, options.port);
    this.port = options.port ?? port;
    this.protocol = protocol;
    this.weight = options.weight;
    checkNumber('weight', options.weight);
    checkHeaderOperations('request', options.requestHeaders);
    checkHeaderOperations('response', options.responseHeaders);
  }

  /** What is changed in headers. */
  get headers(): HeaderChanges {
    return { request: this.options.requestHeaders, response: this.options.responseHeaders };
  }

  /** When it is there, as far as the route's own object being there does not say so. */
  presenceIn(route: IConstruct): Deferred<boolean> {
    const service = inclusionWithin(this.service, route);
    return this.subset ? and(service, inclusionWithin(this.subset.rule, route)) : service;
  }
}

/** A destination without its weight, as Istio writes it. */
export function destinationTree({ service, subset, port }: Destination): Tree & object {
  return { host: service.host, subset: subset?.name, port: { number: port } };
}

/**
 * Refuses destinations that do not speak what a rule routes.
 *
 * @throws ConfigError `destination-port`
 */
export function checkProtocols(
  destinations: readonly Destination[],
  protocols: readonly PortProtocol[],
  rules: string,
): void {
  for (const { service, port, protocol } of destinations) {
    if (protocols.includes(protocol)) continue;
    throw new ConfigError(
      'destination-port',
      service,
      `port ${described(port)} of this service speaks ${protocol}, and ${rules}`,
    );
  }
}

/** When any of a rule's destinations is there, and, given that, when each of them is. */
export function destinationsPresence(
  destinations: readonly Destination[],
  route: IConstruct,
): { readonly any: Deferred<boolean>; readonly each: readonly Deferred<boolean>[] } {
  const [first, ...others] = destinations;
  const alike = others.every(
    ({ service, subset }) => service === first?.service && subset?.rule === first.subset?.rule,
  );
  if (first && alike) return { any: first.presenceIn(route), each: destinations.map(() => true) };
  const each = destinations.map((destination) => destination.presenceIn(route));
  return { any: or(...each), each };
}

function portOf(service: ICallable, asked: Deferred<number> | undefined): CalledPort {
  const ports = service.calledPorts;
  const [first] = ports;
  const known = ports.map(({ port }) => described(port)).join(', ');
  if (first === undefined) {
    throw new ConfigError(
      'destination-port',
      service,
      'this service listens on no port; route to one that does',
    );
  }
  if (asked === undefined && ports.length > 1) {
    throw new ConfigError(
      'destination-port',
      service,
      `this service has the ports ${known}; name one by 'port'`,
    );
  }
  const port = asked === undefined ? first : portAmong(ports, asked);
  if (port === undefined) {
    throw new ConfigError(
      'destination-port',
      service,
      `'port' is ${described(asked as number)}, but this service has ${known}`,
    );
  }
  return port;
}

/** The port that is asked for; where that cannot be told yet, it is taken for the first one. */
function portAmong(ports: readonly CalledPort[], asked: Deferred<number>): CalledPort | undefined {
  const same = ports.find(({ port }) => port === asked);
  if (same) return same;
  return isDeferral(asked) || ports.some(({ port }) => isDeferral(port)) ? ports[0] : undefined;
}
