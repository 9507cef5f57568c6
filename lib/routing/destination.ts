import type { IConstruct } from 'constructs';
import type { CalledPort, ICallable } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { inclusionWithin } from '../values/inclusion';
import { and, or } from '../values/operators';
import type { Subset } from './destination-rule';
import { described } from './time-span';

/** Options of a destination. */
export interface DestinationOptions {
  /** Port of the Service. @default - its only port */
  readonly port?: Deferred<number>;
  /** Percent of the requests; those of a rule's destinations add up to 100. @default - all, of a lone destination */
  readonly weight?: Deferred<number>;
}

const HTTP = ['http', 'http2', 'grpc', 'https'];

/**
 * Where a rule sends requests to.
 *
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

  readonly port: Deferred<number>;
  /** Percent of the requests. */
  readonly weight: Deferred<number> | undefined;

  private constructor(
    readonly service: ICallable,
    readonly subset: Subset | undefined,
    options: DestinationOptions,
  ) {
    this.port = portOf(service, options.port);
    this.weight = options.weight;
  }

  /** When it is there, as far as the route's own object being there does not say so. */
  presenceIn(route: IConstruct): Deferred<boolean> {
    const service = inclusionWithin(this.service, route);
    return this.subset ? and(service, inclusionWithin(this.subset.rule, route)) : service;
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

function portOf(service: ICallable, asked: Deferred<number> | undefined): Deferred<number> {
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
  if (!HTTP.includes(port.protocol)) {
    throw new ConfigError(
      'destination-port',
      service,
      `port ${known} of this service speaks ${port.protocol}, and HTTP rules route HTTP; route to a port of http or grpc`,
    );
  }
  return asked ?? port.port;
}

/** The port that is asked for; where that cannot be told yet, it is taken for the first one. */
function portAmong(ports: readonly CalledPort[], asked: Deferred<number>): CalledPort | undefined {
  const same = ports.find(({ port }) => port === asked);
  if (same) return same;
  return isDeferral(asked) || ports.some(({ port }) => isDeferral(port)) ? ports[0] : undefined;
}
