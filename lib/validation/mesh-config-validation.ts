import { isDnsLabel, wildcardDomainMistake } from './dns-name';
import { durationMistake } from './duration-validation';
import type { Field } from './field';
import { goDuration, millisecond, second } from './go-duration';
import { validateLocality } from './locality-validation';
import { validateExtensionProviders } from './extension-provider-validation';
import { validatePortNumber } from './port-validation';
import { validateProxyAddress } from './proxy-address';

const hour = 3600 * second;
const curves = ['P-224', 'P-256', 'P-384', 'P-521', 'X25519', 'X25519Kyber768Draft00', 'X25519MLKEM768'];
const addresses = [
  ['discoveryAddress'],
  ['statsdUdpAddress'],
  ['envoyMetricsService', 'address'],
  ['envoyAccessLogService', 'address'],
  ['tracing', 'zipkin', 'address'],
  ['tracing', 'lightstep', 'address'],
  ['tracing', 'datadog', 'address'],
];

/** Validates the configuration of the mesh; what it leaves out has a good default. */
export function validateMeshConfig(mesh: Field): void {
  if (mesh.at('proxyListenPort').isSet) validatePortNumber(mesh.at('proxyListenPort'));
  validateTimeouts(mesh);
  validateProxyDefaults(mesh.at('defaultConfig'));
  validateLocality(mesh.at('localityLbSetting'), true);
  for (const setting of mesh.at('serviceSettings').items) {
    for (const host of setting.at('hosts').items) host.refuse(wildcardDomainMistake(host.text));
  }
  const domain = mesh.at('trustDomain');
  for (const one of [...(domain.isSet ? [domain] : []), ...mesh.at('trustDomainAliases').items]) {
    one.refuse(trustDomainMistake(one.text));
  }
  validateExtensionProviders(mesh.at('extensionProviders'));
  const meshCurves = mesh.at('meshMTLS', 'ecdhCurves');
  if (meshCurves.items.length > 0)
    meshCurves.error('is set, but the curves inside the mesh cannot be chosen; remove it');
  const seen = new Set<string>();
  for (const curve of mesh.at('tlsDefaults', 'ecdhCurves').items) {
    if (curve.text !== '' && !curves.includes(curve.text))
      curve.warn(`'${curve.text}' is no curve that Envoy knows`);
    else if (seen.has(curve.text)) curve.warn(`names '${curve.text}' again`);
    seen.add(curve.text);
  }
}

function validateTimeouts(mesh: Field): void {
  const connect = mesh.at('connectTimeout');
  if (connect.isSet) {
    connect.refuse(durationMistake(connect.text));
    if ((goDuration(connect.text) ?? 0) > hour) connect.error(`is ${connect.text}, expected at most 1h`);
  }
  const detection = mesh.at('protocolDetectionTimeout');
  const duration = detection.isSet ? goDuration(detection.text) : 0;
  if (duration === undefined) detection.error(`'${detection.text}' is no duration, expected one such as 5s`);
  else if (duration % millisecond !== 0) detection.error(`is ${detection.text}, expected whole milliseconds`);
}

function validateProxyDefaults(proxy: Field): void {
  for (const name of ['configPath', 'binaryPath', 'serviceCluster']) {
    if (proxy.at(name).isSet && proxy.at(name).text === '')
      proxy.at(name).error('is empty; remove it for the default');
  }
  const drain = proxy.at('drainDuration');
  if (drain.isSet) {
    drain.refuse(durationMistake(drain.text));
    if ((goDuration(drain.text) ?? 0) % second !== 0) drain.error(`is ${drain.text}, expected whole seconds`);
  }
  for (const keys of addresses) {
    const address = proxy.at(...keys);
    if (address.isSet) validateProxyAddress(address);
  }
  for (const name of ['proxyAdminPort', 'statusPort']) {
    if (proxy.at(name).isSet) validatePortNumber(proxy.at(name));
  }
  for (const [, tag] of proxy.at('tracing', 'customTags').entries) {
    if (!tag.isSet) tag.error('is null, expected literal, environment or header');
  }
  for (const name of ['cryptomb', 'qat']) {
    const provider = proxy.at('privateKeyProvider', name);
    const delay = provider.at('pollDelay');
    if (provider.isSet && (goDuration(delay.text) ?? 0) === 0)
      delay.error('is not set, expected a duration such as 10ms');
  }
}

function trustDomainMistake(domain: string): string | undefined {
  const labels = domain.replace(/\.$/, '').split('.');
  return labels.every(isDnsLabel)
    ? undefined
    : `'${domain}' is no trust domain, expected a name such as cluster.local`;
}
