import { domainOrAddressMistake } from './dns-name';
import type { Field } from './field';

/** Validates the address of a server that proxies talk to, `host:port`; `$(HOST_IP)` stands for the node's address. */
export function validateProxyAddress(address: Field): void {
  const text = address.text.replace('$(HOST_IP)', '127.0.0.1');
  const [, ip, name, port = ''] = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text) ?? [];
  const host = ip ?? name;
  const isPort = Number(port) >= 1 && Number(port) <= 65535;
  if (host === undefined || !isPort || domainOrAddressMistake(host) !== undefined) {
    address.error(`is '${address.text}', expected HOST:PORT`);
  }
}
