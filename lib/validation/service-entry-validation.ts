import {
  domainMistake,
  domainOrAddressMistake,
  partialWildcardMistake,
  wildcardDomainMistake,
} from './dns-name';
import { validateExportTo } from './export-to-validation';
import type { Field } from './field';
import { validateLabels } from './label-validation';
import { addressBlockMistake } from './network-address';
import {
  isHttp,
  isTcp,
  isTls,
  validatePortName,
  validatePortNumber,
  validateProtocol,
} from './port-validation';
import type { ValidatedObject } from './validated-object';
import { validateEndpoint, validateEndpointPorts } from './workload-entry-validation';
import { validateWorkloadSelector } from './workload-selector-validation';

const autoAllocationLabel = 'networking.istio.io/enable-autoallocate-ip';

/**
 * Says what istiod refuses in a ServiceEntry, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export function validateServiceEntry({ metadata, spec, namespace }: ValidatedObject): void {
  const selector = spec.at('workloadSelector');
  const resolution = spec.at('resolution').text || 'NONE';
  if (!validateWorkloadSelector(selector, selector.at('labels'))) return;
  if (selector.isSet && spec.at('endpoints').isSet) {
    spec.error('sets both workloadSelector and endpoints; keep one');
  }
  validateHosts(spec.at('hosts'));
  validateAddresses(spec.at('addresses'), resolution);
  const hasAddress =
    spec.at('addresses').items.length > 0 ||
    (resolution !== 'NONE' && !/^false$/i.test(metadata.at('labels', autoAllocationLabel).text));
  const portNames = validatePorts(spec.at('ports'), hasAddress);
  validateEndpoints(spec, resolution, portNames);
  if (selector.isSet && resolution === 'NONE') {
    selector.warn(
      'chooses workloads, but with resolution NONE requests go to the address that the client dialled',
    );
  }
  if (resolution !== 'NONE') validateHostsOfPorts(spec);
  validateExportTo(spec.at('exportTo'), { namespace, nobody: true });
}

function validateHosts(hosts: Field): void {
  if (hosts.items.length === 0) hosts.error('is empty, expected at least one host');
  for (const host of hosts.items) {
    if (host.text === '*') {
      host.error("is '*', expected a name, or a wildcard in front of one, such as *.example.com");
      continue;
    }
    const mistake = wildcardDomainMistake(host.text);
    host.refuse(mistake);
    const partial = partialWildcardMistake(host.text);
    if (partial !== undefined) host.warn(partial);
  }
}

function validateAddresses(addresses: Field, resolution: string): void {
  for (const address of addresses.items) {
    address.refuse(addressBlockMistake(address.text));
    if (address.text.includes('/') && !['NONE', 'STATIC'].includes(resolution)) {
      address.error(
        `is a block of addresses, which resolution ${resolution} cannot use; expected NONE or STATIC`,
      );
    }
  }
}

/** Validates the ports, and gives their names. */
function validatePorts(ports: Field, hasAddress: boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const port of ports.elements) {
    const [name, number] = [port.at('name'), port.at('number')];
    if (names.has(name.text)) name.error(`names the port '${name.text}' again`);
    if (numbers.has(number.number)) number.error(`is port ${number.number} again`);
    names.add(name.text);
    numbers.add(number.number);
    if (port.at('targetPort').number !== 0) validatePortNumber(port.at('targetPort'));
    const protocol = port.at('protocol');
    if (!hasAddress && ['', 'TCP'].includes(protocol.text)) {
      port.warn('is told apart by its address alone, but the entry has none; set addresses, or the protocol');
    }
    validatePortName(name);
    validateProtocol(protocol);
    validatePortNumber(number);
  }
  return names;
}

function validateEndpoints(spec: Field, resolution: string, servicePorts: ReadonlySet<string>): void {
  const endpoints = spec.at('endpoints');
  if (resolution === 'NONE') {
    if (endpoints.items.length > 0) endpoints.error('is set, but resolution NONE uses no endpoints');
    return;
  }
  if (resolution === 'STATIC') {
    for (const endpoint of endpoints.elements)
      validateEndpoint(endpoint, { servicePorts, addressOnly: true });
    return;
  }
  if (resolution !== 'DNS' && resolution !== 'DNS_ROUND_ROBIN') return;
  for (const host of endpoints.items.length === 0 ? spec.at('hosts').items : []) {
    if (domainMistake(host.text) !== undefined) {
      host.error(
        `is '${host.text}', which resolution ${resolution} cannot look up; expected a full name, or endpoints`,
      );
    }
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.items.length > 1) {
    endpoints.error(
      `has ${endpoints.items.length} elements, but resolution DNS_ROUND_ROBIN uses at most one`,
    );
  }
  for (const endpoint of endpoints.elements) {
    endpoint.at('address').refuse(domainOrAddressMistake(endpoint.at('address').text));
    validateLabels(endpoint.at('labels'));
    validateEndpointPorts(endpoint, servicePorts);
  }
}

/** Connections that carry no name are told apart by their port alone, which several hosts cannot share. */
function validateHostsOfPorts(spec: Field): void {
  const hosts = spec.at('hosts');
  if (hosts.items.length < 2) return;
  const ports = spec.at('ports').items.filter((port) => port.isSet);
  const nameless = ports.find((port) => {
    const protocol = port.at('protocol').text;
    return !isHttp(protocol) && !isTls(protocol);
  });
  nameless?.error('carries no host name, so that several hosts cannot share it; make an entry for each host');
  const byDns = /^DNS/.test(spec.at('resolution').text);
  if (
    byDns &&
    spec.at('addresses').items.length > 0 &&
    ports.some((port) => isTcp(port.at('protocol').text))
  ) {
    hosts.warn('has several hosts at one address, which a TCP port cannot tell apart');
  }
}
