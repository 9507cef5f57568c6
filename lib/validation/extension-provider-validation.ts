import { domainOrAddressMistake, wildcardDomainMistake } from './dns-name';
import type { Field } from './field';

/** The providers that are a service, which is asked or told at a port. */
const services = [
  'envoyExtAuthzHttp',
  'envoyExtAuthzGrpc',
  'zipkin',
  'lightstep',
  'datadog',
  'opencensus',
  'skywalking',
  'opentelemetry',
  'envoyHttpAls',
  'envoyTcpAls',
  'envoyOtelAls',
];

/** Validates the providers of the mesh; of a bad one istiod warns, since nobody need use it. */
export function validateExtensionProviders(providers: Field): void {
  const seen = new Set<string>();
  for (const provider of providers.elements) {
    const name = provider.at('name');
    if (name.text === '') name.warn('is empty, expected the name of the provider');
    else if (seen.has(name.text)) name.warn(`names the provider '${name.text}' again`);
    seen.add(name.text);
    for (const kind of services) if (provider.at(kind).isSet) validateProvider(provider.at(kind));
  }
}

function validateProvider(provider: Field): void {
  const [service, port] = [provider.at('service'), provider.at('port')];
  const mistake = serviceMistake(service.text);
  if (mistake !== undefined) service.warn(mistake);
  if (port.number < 1 || port.number > 65535) port.warn(`is port ${port.number}, expected 1 to 65535`);
  const prefix = provider.at('pathPrefix');
  if (prefix.text !== '' && !prefix.text.startsWith('/'))
    prefix.warn(`is '${prefix.text}', expected a path from /`);
  const status = provider.at('statusOnError');
  if (status.text !== '' && !/^[1-5]\d\d$/.test(status.text))
    status.warn(`is '${status.text}', expected a status code`);
  if (provider.at('grpc').isSet && provider.at('http').isSet)
    provider.warn('sets both grpc and http; keep one');
}

function serviceMistake(service: string): string | undefined {
  if (service === '') return 'is empty, expected the host of a service';
  const [namespace, ...host] = service.split('/');
  if (host.length === 0) return domainOrAddressMistake(service);
  return namespace === ''
    ? `is '${service}', expected namespace/host`
    : wildcardDomainMistake(host.join('/'));
}
