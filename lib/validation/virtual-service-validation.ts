import { gatewayDomainMistake, wildcardDomainMistake } from './dns-name';
import { validateExportTo } from './export-to-validation';
import type { Field } from './field';
import { validateGatewayNames } from './gateway-name-validation';
import { isClaim } from './header-name';
import { overlap } from '../vocabulary/host-name';
import { validateHttpRoute } from './http-route-validation';
import { isIpAddress } from './network-address';
import { validateTcpRoute, validateTlsRoute } from './tcp-route-validation';
import type { ValidatedObject } from './validated-object';

/**
 * Says what istiod refuses in a VirtualService, or warns of. Rules that are never reached are no matter of one field:
 * the judge's own rules find them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export function validateVirtualService({ spec, namespace }: ValidatedObject): void {
  const isDelegate = spec.at('hosts').items.length === 0;
  if (isDelegate) {
    for (const name of ['gateways', 'tls', 'tcp']) {
      if (spec.at(name).items.length > 0)
        spec.at(name).error('is set, but without hosts only HTTP routes are delegated');
    }
  }
  const gateways = spec.at('gateways');
  validateGatewayNames(gateways);
  const gatewaysOnly = gateways.items.length > 0 && !gateways.texts.includes('mesh');
  if (!gatewaysOnly) refuseClaims(spec.at('http'));
  validateHosts(spec, gatewaysOnly);
  const routes = ['http', 'tls', 'tcp'].flatMap((name) => spec.at(name).items);
  if (routes.length === 0) spec.error('routes nothing, expected http, tls or tcp');
  for (const route of spec.at('http').elements) validateHttpRoute(route, isDelegate);
  const context = { gatewaysOnly, hosts: spec.at('hosts').texts };
  for (const route of spec.at('tls').items) if (route.isSet) validateTlsRoute(route, context);
  for (const route of spec.at('tcp').items) if (route.isSet) validateTcpRoute(route);
  validateExportTo(spec.at('exportTo'), { namespace });
}

/** Only a gateway has read the request's token when it routes. */
function refuseClaims(http: Field): void {
  for (const match of http.items.flatMap((route) => route.at('match').items)) {
    for (const [name, header] of [...match.at('headers').entries, ...match.at('withoutHeaders').entries]) {
      if (isClaim(name))
        header.error(`'${name}' is a claim, by which only gateways route; name them under gateways`);
    }
  }
}

function validateHosts(spec: Field, gatewaysOnly: boolean): void {
  const hosts = spec.at('hosts').items;
  const routesBySni = spec
    .at('tls')
    .items.some((route) => route.at('match').items.some((match) => match.at('sniHosts').items.length > 0));
  let allValid = true;
  for (const host of hosts) {
    const mistake = gatewaysOnly
      ? gatewayDomainMistake(host.text, routesBySni)
      : wildcardDomainMistake(host.text);
    if (mistake !== undefined) {
      if (isIpAddress(host.text)) continue;
      host.error(mistake);
      allValid = false;
    } else if (!gatewaysOnly && host.text === '*') {
      host.error("is '*', which only a route at gateways may be for; name gateways, or the hosts");
      allValid = false;
    }
  }
  if (!allValid) return;
  hosts.forEach((host, index) => {
    const earlier = hosts.slice(0, index).find((other) => overlap(other.text, host.text));
    if (earlier)
      host.error(`'${host.text}' overlaps with '${earlier.text}', a host of the same VirtualService`);
  });
}
