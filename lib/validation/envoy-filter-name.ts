/** The filters that once had a shorter name, by the group that the name of today holds. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  http: [
    'buffer',
    'cors',
    'csrf',
    'fault',
    'grpc_http1_bridge',
    'grpc_json_transcoder',
    'grpc_web',
    'gzip',
  ].concat(['health_check', 'ip_tagging', 'lua', 'router', 'squash']),
  network: [
    'client_ssl_auth',
    'ext_authz',
    'http_connection_manager',
    'mongo_proxy',
    'ratelimit',
    'redis_proxy',
  ].concat(['tcp_proxy']),
};
const listenerFilters = ['http_inspector', 'original_dst', 'original_src', 'proxy_protocol', 'tls_inspector'];

const current = new Map([
  ...Object.entries(renamed).flatMap(([group, names]) =>
    names.map((name) => [`envoy.${name}`, `envoy.filters.${group}.${name}`] as const),
  ),
  ...listenerFilters.map((name) => [`envoy.listener.${name}`, `envoy.filters.listener.${name}`] as const),
  ['envoy.http_dynamo_filter', 'envoy.filters.http.dynamo'],
  ['envoy.rate_limit', 'envoy.filters.http.ratelimit'],
]);

/** The name that a filter has today, if it is written by an old one. */
export function currentFilterName(name: string): string | undefined {
  return current.get(name);
}
