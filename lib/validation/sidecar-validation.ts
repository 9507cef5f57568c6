import { validateConnectionPool } from './connection-pool-validation';
import { validateDestination } from './destination-validation';
import { domainMistake } from './dns-name';
import type { Field } from './field';
import { addressMistake, socketMistake, unixPrefix } from './network-address';
import { isHttp, isTls, validatePortName, validatePortNumber, validateProtocol } from './port-validation';
import { validateServerTls } from './server-tls-validation';
import { validateImportedHost } from './scoped-host';
import { validateEndpointAddress } from './sidecar-endpoint';
import type { ValidatedObject } from './validated-object';
import { validateWorkloadSelector } from './workload-selector-validation';

const unsupportedTls = [
  'subjectAltNames',
  'httpsRedirect',
  'credentialName',
  'credentialNames',
  'tlsCertificates',
];

/**
 * Says what istiod refuses in a Sidecar, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function validateSidecar({ spec, namespace }: ValidatedObject): void {
  const selector = spec.at('workloadSelector');
  if (!validateWorkloadSelector(selector, selector.at('labels'))) return;
  const [ingress, egress] = [spec.at('ingress'), spec.at('egress')];
  const policy = spec.at('outboundTrafficPolicy');
  const pool = spec.at('inboundConnectionPool');
  if (ingress.items.length === 0 && egress.items.length === 0 && !policy.isSet && !pool.isSet) {
    spec.error('sets nothing, expected ingress, egress, outboundTrafficPolicy or inboundConnectionPool');
    return;
  }
  const ports = new Set<number>();
  for (const listener of ingress.elements) {
    validateIngress(listener);
    refuseRepeatedPort(listener.at('port'), ports);
  }
  validateConnectionPool(pool);
  validateEgress(egress, namespace);
  validateOutboundPolicy(policy);
}

function validateIngress(listener: Field): void {
  const port = listener.at('port');
  if (!port.isSet) {
    listener.at('port').error('is required');
    return;
  }
  validatePort(port);
  validatePortNumber(port.at('number'));
  const bind = listener.at('bind');
  if (bind.text !== '') bind.refuse(addressMistake(bind.text));
  validateEndpointAddress(listener.at('defaultEndpoint'));
  validateIngressTls(listener.at('tls'), port.at('protocol').text);
  validateConnectionPool(listener.at('connectionPool'));
  if (listener.at('connectionPool', 'http').isSet && !isHttp(port.at('protocol').text)) {
    listener.at('connectionPool', 'http').warn('has no effect, since the protocol of the port is not HTTP');
  }
}

function validateIngressTls(tls: Field, protocol: string): void {
  if (!tls.isSet) return;
  for (const field of unsupportedTls.map((name) => tls.at(name))) {
    if (field.text !== '' || field.isTrue || field.items.length > 0)
      field.error('is not supported at a sidecar');
  }
  const mode = tls.at('mode');
  if (['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'].includes(mode.text))
    mode.error(`is ${mode.text}, which no sidecar supports`);
  if (!isTls(protocol))
    tls.error(`is set, but the protocol is ${protocol || 'not set'}; expected HTTPS or TLS`);
  validateServerTls(tls);
}

function validateEgress(egress: Field, namespace: string): void {
  const ports = new Set<number>();
  const sockets = new Set<string>();
  const listeners = egress.elements;
  listeners.forEach((listener, index) => {
    const port = listener.at('port');
    if (!port.isSet) {
      if (index < listeners.length - 1)
        listener.error('has no port, so that it takes all the rest; put it last');
    } else {
      validateEgressPort(listener);
      if (port.at('number').number !== 0) refuseRepeatedPort(port, ports);
      else if (sockets.has(listener.at('bind').text))
        listener.at('bind').error('is a socket that is bound already');
      else sockets.add(listener.at('bind').text);
    }
    validateHosts(listener.at('hosts'), namespace);
  });
}

function validateEgressPort(listener: Field): void {
  const [port, bind, capture] = [listener.at('port'), listener.at('bind'), listener.at('captureMode')];
  validatePort(port);
  if (port.at('number').number !== 0) {
    validatePortNumber(port.at('number'));
    if (bind.text !== '') bind.refuse(addressMistake(bind.text));
    return;
  }
  bind.refuse(
    bind.text.startsWith(unixPrefix)
      ? socketMistake(bind.text)
      : `is '${bind.text}', but a listener without port number needs a socket, ${unixPrefix}/path`,
  );
  if (!['', 'DEFAULT', 'NONE'].includes(capture.text)) {
    capture.error(`is ${capture.text}, but traffic to a socket is not captured; expected DEFAULT or NONE`);
  }
}

function validatePort(port: Field): void {
  if (port.at('targetPort').number > 0) port.at('targetPort').error('has no effect on a sidecar; remove it');
  if (port.at('name').text !== '') validatePortName(port.at('name'));
  validateProtocol(port.at('protocol'));
}

function refuseRepeatedPort(port: Field, ports: Set<number>): void {
  const { number } = port.at('number');
  if (!port.isSet) return;
  if (ports.has(number)) port.at('number').error(`is port ${number} again; each listener has its own`);
  ports.add(number);
}

function validateHosts(hosts: Field, namespace: string): void {
  if (hosts.items.length === 0) hosts.error('is empty, expected at least one host, such as ./*');
  const imported = new Map<string, Set<string>>();
  for (const host of hosts.items) {
    const [scope = '', ...rest] = host.text.split('/');
    const name = rest.join('/');
    if (rest.length > 0) {
      const owner = scope === '.' ? namespace : scope;
      const names = imported.get(owner) ?? new Set<string>();
      if (name === '*' ? names.size > 0 : names.has(name) || names.has('*')) {
        host.warn(`'${host.text}' is imported twice: another entry covers it`);
      }
      imported.set(owner, names.add(name));
    }
    validateImportedHost(host);
  }
  if (imported.get('*')?.has('*') && imported.size > 1) {
    hosts.warn("imports everything by '*/*', so that its other entries have no effect");
  }
}

function validateOutboundPolicy(policy: Field): void {
  const proxy = policy.at('egressProxy');
  if (!proxy.isSet) return;
  if (policy.at('mode').text !== 'ALLOW_ANY') {
    proxy.error('is set, but only mode ALLOW_ANY sends unknown traffic anywhere');
    return;
  }
  proxy.at('host').refuse(domainMistake(proxy.at('host').text));
  if (!proxy.at('port').isSet) proxy.at('port').error('is required');
  else validateDestination(proxy);
}
