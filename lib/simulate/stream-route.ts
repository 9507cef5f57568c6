import type { CompiledRoute, RouteContext } from './compiled-route';
import { httpAction } from './http-action';
import { everything } from './route-match';
import { compareSpecificity, covers } from '../vocabulary/host-name';
import { hasLabels } from '../mesh/label-selector';
import type { MeshVirtualService } from '../mesh/virtual-services';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A stream that is passed on as it comes: TLS by the name that it asks for, or plain TCP. */
export interface Stream {
  /** The name asked for in the TLS handshake, in small letters; undefined for plain TCP. */
  readonly sni?: string;
}

/**
 * The route that VirtualServices have for a stream: of the `tls` routes the one with the narrowest `sniHosts`, of the
 * `tcp` routes the first.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export function streamRoute(
  virtualServices: readonly MeshVirtualService[],
  { sni }: Stream,
  context: RouteContext,
): CompiledRoute | undefined {
  const field = sni === undefined ? 'tcp' : 'tls';
  const candidates = virtualServices.flatMap((virtualService) =>
    virtualService[field].flatMap((route, index) => {
      const matches = objectsOf(route['match']);
      const fitting = matches.filter((match) => concerns(match, context));
      if (matches.length > 0 && fitting.length === 0) return [];
      const names = fitting.flatMap(({ sniHosts }) => textsOf(sniHosts));
      const host = names.filter((name) => sni !== undefined && covers(name, sni)).sort(compareSpecificity)[0];
      if (sni !== undefined && host === undefined) return [];
      return [{ virtualService, route, index, host: host ?? '*' }];
    }),
  );
  const [best] = candidates.sort((one, other) => compareSpecificity(one.host, other.host));
  return best && compiled(best.virtualService, best.route, [field, best.index], context);
}

function compiled(
  { name, manifest }: MeshVirtualService,
  route: JsonObject,
  [field, index]: readonly [string, number],
  context: RouteContext,
): CompiledRoute | undefined {
  const action = httpAction(
    { route: route['route'] ?? [], retries: { attempts: 0 } },
    everything.path,
    context,
  );
  if (action === undefined) return undefined;
  return {
    name: `${field}[${index}]`,
    owner: name,
    manifest,
    path: ['spec', field, index],
    match: everything,
    action,
    fault: null,
    cors: null,
  };
}

function concerns(match: JsonObject, { port, gateway, labels, namespace }: RouteContext): boolean {
  const wanted = numberOf(match['port']);
  if (wanted && wanted !== port) return false;
  const gateways = textsOf(match['gateways']);
  if (gateways.length > 0) return gateways.includes(gateway);
  const source = textOf(match['sourceNamespace']);
  return hasLabels(labels, textFieldsOf(match['sourceLabels'])) && (!source || source === namespace);
}
