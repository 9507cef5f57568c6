import { domainMistake, domainOrAddressMistake, isDnsLabel } from './dns-name';
import type { Field } from './field';
import { addressBlockMistake } from './network-address';
import { validatePortNumber } from './port-validation';

/** Validates the networks of a mesh that spans several, and how one is reached from another. */
export function validateMeshNetworks(networks: Field): void {
  for (const [, network] of networks.at('networks').entries) {
    for (const endpoint of network.at('endpoints').items) {
      const [cidr, registry] = [endpoint.at('fromCidr'), endpoint.at('fromRegistry')];
      if (cidr.isSet) cidr.refuse(addressBlockMistake(cidr.text));
      if (registry.isSet && !isDnsLabel(registry.text))
        registry.error(`'${registry.text}' is no name of a registry`);
    }
    for (const gateway of network.at('gateways').items) {
      const [service, address] = [gateway.at('registryServiceName'), gateway.at('address')];
      if (service.isSet) service.refuse(domainMistake(service.text));
      if (address.isSet) address.refuse(domainOrAddressMistake(address.text));
      validatePortNumber(gateway.at('port'));
    }
  }
}
