import type { AccessRequest } from './access-request';
import type { PreparedRequest } from './prepared-request';

const FORWARDED_FOR = 'x-forwarded-for';

/**
 * A request as the authorization of a gateway sees it: from a client that the mesh does not know. Of proxies before the
 * gateway that are trusted, the addresses in `X-Forwarded-For` count from the right; of fewer addresses none does.
 *
 * @param trustedProxies `gatewayTopology.numTrustedProxies` of the mesh
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/
 */
export function gatewayAccess(request: PreparedRequest, port: number, trustedProxies: number): AccessRequest {
  const { method, path, authority, headers, sourceIp } = request;
  const forwarded = trustedProxies === 0 ? undefined : addresses(headers[FORWARDED_FOR]).at(-trustedProxies);
  return {
    method,
    path,
    authority,
    port,
    headers,
    ...source(sourceIp),
    ...remote(forwarded ?? sourceIp),
  };
}

/**
 * The addresses of a caller as the proxy of a server knows them. A gateway calls by an address of its own, and adds that
 * of its client to `X-Forwarded-For`, of which a sidecar takes the last; what a workload calls itself it calls by the
 * address of its pod.
 */
export function serverAddresses(
  { headers, sourceIp }: PreparedRequest,
  entry: 'gateway' | 'workload',
): Pick<AccessRequest, 'sourceIp' | 'remoteIp'> {
  if (entry === 'gateway') return remote(sourceIp);
  return { ...source(sourceIp), ...remote(addresses(headers[FORWARDED_FOR]).at(-1) ?? sourceIp) };
}

function source(sourceIp: string | undefined): Pick<AccessRequest, 'sourceIp'> {
  return sourceIp === undefined ? {} : { sourceIp };
}

function remote(remoteIp: string | undefined): Pick<AccessRequest, 'remoteIp'> {
  return remoteIp === undefined ? {} : { remoteIp };
}

function addresses(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(',').map((address) => address.trim());
}
