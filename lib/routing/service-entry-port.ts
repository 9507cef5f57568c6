import type { IConstruct } from 'constructs';
import type { CalledPort, PortProtocol } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkUnique } from './literal-check';
import { checkDnsLabel } from './name-check';
import { checkPort } from './number-check';

/** A port of a service that a ServiceEntry declares. */
export interface ServiceEntryPort {
  /** The port that callers ask for. */
  readonly port: Deferred<number>;
  /** What is spoken there. Clients that speak TLS themselves reach it by `tls` or `https`. */
  readonly protocol: PortProtocol;
  /** Name of the port, by which endpoints give it a port of their own. @default - its protocol: `http`, `tcp-redis` */
  readonly name?: Deferred<string>;
  /** The port that endpoints listen on. @default - `port` */
  readonly targetPort?: Deferred<number>;
}

/** The name that a port has. */
export function portName({ name, protocol }: ServiceEntryPort): Deferred<string> {
  return name ?? (isPlainTcp(protocol) && protocol !== 'tcp' ? `tcp-${protocol}` : protocol);
}

/** The ports as callers see them. */
export function calledPorts(ports: readonly ServiceEntryPort[]): CalledPort[] {
  return ports.map(({ port, targetPort, protocol }) => ({
    port,
    protocol,
    ...(targetPort === undefined ? {} : { targetPort }),
  }));
}

/** Proxies take what they have no filter for, or none that is on, as plain TCP. */
export function isPlainTcp(protocol: PortProtocol): boolean {
  return ['tcp', 'postgres', 'redis', 'kafka'].includes(protocol);
}

/**
 * The ports as a ServiceEntry has them.
 *
 * @throws ConfigError `duplicate` when a number or a name is given twice
 */
export function portTrees(ports: readonly ServiceEntryPort[], scope: IConstruct): Tree[] {
  for (const port of ports) {
    checkPort('port', port.port, scope);
    checkPort('targetPort', port.targetPort, scope);
    checkDnsLabel('name', port.name, scope);
  }
  checkUnique(
    scope,
    'port',
    ports.map(({ port }) => port),
  );
  checkUnique(scope, 'name', ports.map(portName));
  return ports.map((port) => ({
    number: port.port,
    name: portName(port),
    protocol: isPlainTcp(port.protocol) ? 'TCP' : port.protocol.toUpperCase(),
    targetPort: port.targetPort,
  }));
}
