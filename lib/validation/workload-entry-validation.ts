import { domainMistake } from './dns-name';
import type { Field } from './field';
import { validateLabels } from './label-validation';
import { isIpAddress, socketMistake, unixPrefix } from './network-address';
import { validatePortName, validatePortNumber } from './port-validation';
import type { ValidatedObject } from './validated-object';

/**
 * Says what istiod refuses in a WorkloadEntry, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export function validateWorkloadEntry({ spec }: ValidatedObject): void {
  validateEndpoint(spec, {});
}

/** What the service around an endpoint says of it. */
export interface EndpointRules {
  /** The names of the service's ports, where the endpoint belongs to one. */
  readonly servicePorts?: ReadonlySet<string>;
  /** The address must be an IP address or a socket, since no name is resolved. */
  readonly addressOnly?: boolean;
}

/** Validates an endpoint: its address, and the ports that it has other numbers for. */
export function validateEndpoint(
  endpoint: Field,
  { servicePorts, addressOnly = false }: EndpointRules,
): void {
  const address = endpoint.at('address');
  if (address.text === '') {
    const network = endpoint.at('network');
    if (network.text === '') {
      address.error('is empty, expected an address, or a network to reach it through');
      return;
    }
    address.warn(
      `is empty, so that the endpoint is reached through the gateway of network '${network.text}'`,
    );
  }
  const isSocket = address.text.startsWith(unixPrefix);
  if (isSocket) {
    address.refuse(socketMistake(address.text));
    if (endpoint.at('ports').entries.length > 0)
      endpoint.at('ports').error('is set, but a socket has no ports');
    if (servicePorts && servicePorts.size !== 1) {
      address.error(`is a socket, for a service of ${servicePorts.size} ports; expected exactly one`);
    }
  } else if (address.text !== '' && !isIpAddress(address.text)) {
    if (addressOnly) address.error(`'${address.text}' is no IP address, which resolution STATIC needs`);
    else if (domainMistake(address.text) !== undefined) {
      address.error(`'${address.text}' is neither a domain name nor an IP address`);
    }
  }
  validateEndpointPorts(endpoint, servicePorts);
  validateLabels(endpoint.at('labels'));
}

/** Validates the ports of an endpoint, by their names. */
export function validateEndpointPorts(endpoint: Field, servicePorts?: ReadonlySet<string>): void {
  for (const [name, port] of endpoint.at('ports').entries) {
    if (servicePorts && !servicePorts.has(name)) port.error(`'${name}' is no port of the service`);
    validatePortName(port, name);
    validatePortNumber(port);
  }
}
