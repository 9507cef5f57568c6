import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { Labels } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { checkDnsLabel, checkLabels, isDnsName } from './name-check';
import { checkNumber, checkPort } from './number-check';

/** What is alike in the workloads of a group: all but the address. */
export interface WorkloadTemplate {
  /** The port behind each named port of the service. @default - the service's `targetPort` */
  readonly ports?: Readonly<Record<string, Deferred<number>>>;
  /** Labels by which services and policies select it. @default - none */
  readonly labels?: Labels;
  /** Its network; proxies of other networks reach it by an east-west gateway. @default - that of the caller */
  readonly network?: Deferred<string>;
  /** `region/zone/sub-zone`, for load balancing by locality. @default - unknown */
  readonly locality?: Deferred<string>;
  /** Its share of the requests, beside those of the others. @default - all alike */
  readonly weight?: Deferred<number>;
  /** Service account whose identity it has in mutual TLS, of its own namespace. @default - none */
  readonly serviceAccount?: Deferred<string>;
}

/** A workload outside of Kubernetes, such as a virtual machine. */
export interface WorkloadEndpoint extends WorkloadTemplate {
  /**
   * Its IP address, a DNS name, or `unix:///path` of a socket beside the proxy.
   * @default - the gateway of its `network`
   */
  readonly address?: Deferred<string>;
}

/** Which addresses endpoints of a service may have. */
export type AddressForm = 'any' | 'ip' | 'dns';

/**
 * An endpoint as Istio writes it.
 *
 * @throws ConfigError `endpoint` when it has neither address nor network, or a socket has ports
 */
export function endpointTree(endpoint: WorkloadEndpoint, scope: IConstruct, form: AddressForm = 'any'): Tree {
  const { address, network, ports = {} } = endpoint;
  if (address === undefined && network === undefined) {
    throw new ConfigError('endpoint', scope, "'address' is missing, expected an address or a 'network'");
  }
  checkLiteral(address, (text) => ADDRESS[form](text), {
    code: 'endpoint',
    property: 'address',
    expected: EXPECTED[form],
    remedy: "write it like '10.0.0.50'",
    scope,
  });
  const socket = typeof address === 'string' && isSocket(address);
  if (socket && Object.keys(ports).length > 0) {
    throw new ConfigError('endpoint', scope, `'ports' of ${address}: a socket has none; leave them out`);
  }
  return { address, ...(templateTree(endpoint, scope) as object) };
}

/** What endpoints and groups of them have in common, as Istio writes it. */
export function templateTree(template: WorkloadTemplate, scope: IConstruct): Tree {
  const { ports, labels, network, locality, weight, serviceAccount } = template;
  for (const [name, port] of Object.entries(ports ?? {})) {
    checkDnsLabel('ports', name, scope);
    checkPort(`ports.${name}`, port, scope);
  }
  checkLabels('labels', labels, scope);
  checkNumber('weight', weight, { maximum: 2 ** 32 - 1 }, scope);
  checkLiteral(locality, (text) => /^[^/*]+(\/[^/*]+){0,2}$/.test(text), {
    code: 'locality',
    property: 'locality',
    expected: 'a region, or region/zone, or region/zone/sub-zone',
    remedy: "write it like 'eu-west-1/eu-west-1a'",
    scope,
  });
  return { ports, labels: labels as Tree, network, locality, weight, serviceAccount };
}

function isSocket(address: string): boolean {
  return /^unix:\/\/(\/.*[^/]|@.+)$/.test(address) && !address.endsWith('/');
}

const ADDRESS: Readonly<Record<AddressForm, (address: string) => boolean>> = {
  any: (address) => isIP(address) !== 0 || isDnsName(address) || isSocket(address),
  ip: (address) => isIP(address) !== 0 || isSocket(address),
  dns: (address) => isIP(address) !== 0 || isDnsName(address),
};
const EXPECTED: Readonly<Record<AddressForm, string>> = {
  any: "an IP address, a DNS name, or 'unix://' and the path of a socket",
  ip: "an IP address, or 'unix://' and the path of a socket, since names are not looked up",
  dns: 'an IP address or a DNS name',
};

/** Refuses ports that no port of the service is called like. */
export function checkEndpointPorts(
  scope: IConstruct,
  { ports = {} }: WorkloadTemplate,
  names: readonly Deferred<string>[],
): void {
  const known = names.filter((name): name is string => !isDeferral(name));
  if (known.length < names.length) return;
  const unknown = Object.keys(ports).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ConfigError(
    'endpoint',
    scope,
    `'ports' of an endpoint holds '${unknown}', expected names of the service's ports: ${known.join(', ')}`,
  );
}
