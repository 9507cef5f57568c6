import { validateRouteDestinations } from './destination-validation';
import { gatewayDomainMistake, wildcardDomainMistake } from './dns-name';
import type { Field } from './field';
import { validateGatewayNames } from './gateway-name-validation';
import { covers } from '../vocabulary/host-name';
import { validateLabels } from './label-validation';
import { addressBlockMistake, isIpAddress } from './network-address';
import { validatePortNumber } from './port-validation';

/** What the VirtualService around a TLS route says of it. */
export interface TlsRouteContext {
  readonly hosts: readonly string[];
  /** The VirtualService is bound to gateways, and not to the sidecars. */
  readonly gatewaysOnly: boolean;
}

/** Validates a route of TLS connections by the name in their handshake. */
export function validateTlsRoute(route: Field, context: TlsRouteContext): void {
  if (route.at('match').items.length === 0)
    route.at('match').error('is empty, expected at least one match of sniHosts');
  for (const match of route.at('match').elements) {
    const names = match.at('sniHosts');
    if (names.items.length === 0) names.error('is empty, expected at least one host');
    for (const name of names.items) validateSniHost(name, context);
    validateConnectionMatch(match);
  }
  validateRoute(route);
}

/** Validates a route of plain connections. */
export function validateTcpRoute(route: Field): void {
  for (const match of route.at('match').elements) validateConnectionMatch(match);
  validateRoute(route);
}

function validateRoute(route: Field): void {
  if (route.at('route').items.length === 0)
    route.at('route').error('is empty, expected at least one destination');
  validateRouteDestinations(route.at('route'), () => undefined);
}

function validateSniHost(name: Field, { hosts, gatewaysOnly }: TlsRouteContext): void {
  const mistake = gatewaysOnly ? gatewayDomainMistake(name.text, true) : wildcardDomainMistake(name.text);
  if (mistake === undefined) {
    if (!hosts.some((host) => covers(host, name.text))) {
      name.error(`'${name.text}' is not among the hosts of the VirtualService: ${hosts.join(', ')}`);
    }
  } else if (isIpAddress(name.text)) {
    name.warn(`'${name.text}' is an address, which no TLS client sends as a name`);
  } else {
    name.error(mistake);
  }
}

function validateConnectionMatch(match: Field): void {
  for (const subnet of match.at('destinationSubnets').items) subnet.refuse(addressBlockMistake(subnet.text));
  if (match.at('port').number !== 0) validatePortNumber(match.at('port'));
  validateLabels(match.at('sourceLabels'));
  validateGatewayNames(match.at('gateways'));
}
