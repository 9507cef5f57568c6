import { isDnsLabel } from './dns-name';
import type { Field } from './field';
import { addressMistake, socketMistake, unixPrefix } from './network-address';
import { isHttp, isKnownProtocol, isTls, validatePortNumber } from './port-validation';
import { validateServedHost } from './scoped-host';
import { validateServerTls } from './server-tls-validation';
import type { ValidatedObject } from './validated-object';

/**
 * Says what istiod refuses in a Gateway of Istio's own API, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export function validateGateway({ name, metadata, spec }: ValidatedObject): void {
  if (!isDnsLabel(name)) metadata.at('name').error(`'${name}' is no name of a gateway, expected a DNS label`);
  const servers = spec.at('servers');
  if (servers.items.length === 0) servers.error('is empty, expected at least one server');
  const names = new Set<string>();
  for (const server of servers.elements) {
    validateServer(server);
    const port = server.at('port');
    if (!port.isSet) continue;
    const portName = port.at('name');
    if (names.has(portName.text))
      portName.error(`names the port '${portName.text}' again; every server has its own`);
    names.add(portName.text);
    const redirect = server.at('tls', 'httpsRedirect');
    if (redirect.isTrue && !isHttp(port.at('protocol').text)) {
      redirect.warn('redirects requests, but the server reads none; its protocol should be HTTP');
    }
  }
}

function validateServer(server: Field): void {
  const hosts = server.at('hosts');
  if (hosts.items.length === 0) hosts.error("is empty, expected at least one host, such as '*'");
  for (const host of hosts.items) validateServedHost(host);
  const bind = server.at('bind');
  const port = server.at('port');
  const hasPort = validatePort(server, bind.text.startsWith(unixPrefix));
  if (bind.text.startsWith(unixPrefix)) {
    bind.refuse(socketMistake(bind.text));
    if (port.at('number').number !== 0)
      port.at('number').error('is set, but a socket has no port; expected 0');
  } else if (bind.text !== '') {
    bind.refuse(addressMistake(bind.text));
  }
  validateServerTls(server.at('tls'));
  if (hasPort) validateTlsOfPort(server, port.at('protocol').text);
}

/** Whether the port is one that the server's TLS settings can be compared with. */
function validatePort(server: Field, isSocket: boolean): boolean {
  const port = server.at('port');
  if (!port.isSet) {
    server.at('port').error('is required');
    return false;
  }
  const protocol = port.at('protocol');
  const isKnown = isKnownProtocol(protocol.text);
  if (!isKnown)
    protocol.error(`'${protocol.text}' is no protocol, expected HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS`);
  if (!isSocket || port.at('number').number > 0) validatePortNumber(port.at('number'));
  if (port.at('targetPort').number > 0) port.at('targetPort').error('has no effect on a gateway; remove it');
  if (port.at('name').text === '') port.at('name').error('is empty, expected a name such as https');
  return isKnown && port.at('name').text !== '' && port.at('targetPort').number <= 0;
}

function validateTlsOfPort(server: Field, protocol: string): void {
  const tls = server.at('tls');
  if (isTls(protocol) && !tls.isSet) server.error(`lacks tls, which a server of protocol ${protocol} needs`);
  if (isTls(protocol) || !tls.isSet) return;
  if (!isHttp(protocol)) {
    tls.error(`is set, but the protocol is ${protocol}; expected HTTPS or TLS`);
    return;
  }
  const terminates =
    !['', 'PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(tls.at('mode').text) ||
    ['caCertificates', 'privateKey', 'serverCertificate'].some((name) => tls.at(name).text !== '');
  if (terminates) tls.error(`is set, but the protocol is ${protocol}, where only httpsRedirect has a sense`);
}
