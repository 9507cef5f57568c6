import type { IConstruct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { serviceReference } from './cluster-service';
import type { Destination } from './destination';
import type { GatewayApiGateway } from './gateway-api-gateway';
import { checkHosts, literalHosts, type Hosts } from './hosts';
import { checkPort } from './number-check';

/** One listener of a gateway, as `GatewayApiGateway.listener` gives it. */
export interface GatewaySection {
  /** The gateway. */
  readonly gateway: GatewayApiGateway;
  /** Name of the listener. */
  readonly sectionName: Deferred<string>;
}

/** One port of a service, of which a route takes the calls. */
export interface ServicePort {
  /** The service. */
  readonly service: ICallable;
  /** Its port. */
  readonly port: Deferred<number>;
}

/** Whose requests a route of the Gateway API takes; at least one is named, and the route goes where all of them go. */
export interface RouteParents {
  /** Gateways whose requests it routes; every service that a rule leads to accepts them. @default - none */
  readonly gateways?: readonly GatewayApiGateway[];
  /** Single listeners of gateways. @default - none */
  readonly listeners?: readonly GatewaySection[];
  /** Services of which it routes the calls within the mesh. @default - none */
  readonly services?: readonly ICallable[];
  /** Single ports of services. @default - none */
  readonly servicePorts?: readonly ServicePort[];
}

/**
 * Refuses a route that nobody asks, and hosts that no route takes.
 *
 * @throws ConfigError `parents`, `hosts`, `not-in-gateway-api`
 */
export function checkParents(scope: IConstruct, parents: RouteParents, hosts: Hosts | undefined): void {
  const { gateways = [], listeners = [], services = [], servicePorts = [] } = parents;
  if (gateways.length + listeners.length + services.length + servicePorts.length === 0) {
    throw new ConfigError(
      'parents',
      scope,
      "no parents: name 'gateways', or 'services' for calls in the mesh",
    );
  }
  for (const service of [...services, ...servicePorts.map((one) => one.service)]) serviceReference(service);
  for (const { port } of servicePorts) checkPort('port', port, scope);
  if (!hosts) return;
  checkHosts(scope, hosts);
  if (literalHosts(hosts).includes('*')) {
    throw new ConfigError(
      'hosts',
      scope,
      "'hosts' holds '*'; leave 'hosts' out for all hosts of the gateways",
    );
  }
}

/** The parents as a route of the Gateway API has them. */
export function parentTrees(scope: IConstruct, parents: RouteParents): (Tree | undefined)[] {
  const { gateways = [], listeners = [], services = [], servicePorts = [] } = parents;
  const ofGateway = (gateway: GatewayApiGateway, section: Readonly<Record<string, Tree | undefined>>) =>
    when<Tree>(inclusionWithin(gateway, scope), {
      name: gateway.name,
      namespace: gateway.namespace,
      ...section,
    });
  const ofService = (service: ICallable, section: Readonly<Record<string, Tree | undefined>>) => {
    const { name, namespace } = serviceReference(service);
    const parent = { group: '', kind: 'Service', name, namespace, ...section };
    return when<Tree>(inclusionWithin(service, scope), parent);
  };
  return [
    ...gateways.map((gateway) => ofGateway(gateway, { port: when(gateway.redirectsHttp, 443) })),
    ...listeners.map(({ gateway, sectionName }) => ofGateway(gateway, { sectionName })),
    ...services.map((service) => ofService(service, {})),
    ...servicePorts.map(({ service, port }) => ofService(service, { port })),
  ];
}

/** Lets the gateways in to the services that a rule leads to. */
export function letGatewaysIn(
  { gateways = [], listeners = [] }: RouteParents,
  destinations: readonly Destination[],
): void {
  for (const { service } of destinations) {
    for (const gateway of [...gateways, ...listeners.map((one) => one.gateway)]) service.acceptFrom(gateway);
  }
}
