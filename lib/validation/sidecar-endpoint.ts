import type { Field } from './field';
import { socketMistake, unixPrefix } from './network-address';

const hosts = ['', '127.0.0.1', '0.0.0.0', '[::1]', '[::]'];

/** Validates where a sidecar hands inbound traffic on to: `127.0.0.1:8080`, `:8080` or `unix:///path`. */
export function validateEndpointAddress(endpoint: Field): void {
  const { text } = endpoint;
  if (text === '') return;
  if (text.startsWith(unixPrefix)) {
    endpoint.refuse(socketMistake(text));
    return;
  }
  const [, host, port = ''] = /^(\[[^\]]*\]|[^:]*):(.*)$/.exec(text) ?? [];
  const isPort = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
  if (host === undefined || !hosts.includes(host) || !isPort) {
    endpoint.error(
      `is '${text}', expected 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or ${unixPrefix}/path`,
    );
  }
}
