// What an EnvoyFilter can change, from harmless to dangerous: for everything that another kind can say, use that kind
// (timeouts, retries and routes a VirtualService, balancing and pools a DestinationRule, access an AuthorizationPolicy,
// filters a TrafficExtension). The one in istiod's namespace changes the whole mesh and is carried out first.
import { Chart } from 'cdk8s';
import { EnvoyChange, EnvoyFilter, EnvoyPatch, FilterMatch, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const MANAGER = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3';
const ROUTER = FilterMatch.http('envoy.filters.http.router');
const lua = (name: string, script: string) => ({
  name,
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
    default_source_code: { inline_string: script },
  },
});
const NOTHING = 'function envoy_on_request(handle) end';

export default class EnvoyFilterOperations extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const customers = openService(this, 'customers');
    openService(this, 'web-frontend');
    new EnvoyFilter(this, 'mesh', {
      name: 'mesh-server-header',
      namespace: 'istio-system',
      patches: [
        EnvoyPatch.networkFilter({
          context: 'GATEWAY',
          listener: {
            filterChain: { filter: FilterMatch.network('envoy.filters.network.http_connection_manager') },
          },
          change: EnvoyChange.merge({
            typed_config: {
              '@type': `${MANAGER}.HttpConnectionManager`,
              server_header_transformation: 'PASS_THROUGH',
            },
          }),
        }),
      ],
    });
    new EnvoyFilter(this, 'frontend', {
      name: 'web-frontend-operations',
      selectorLabels: { app: 'web-frontend' },
      patches: [
        EnvoyPatch.cluster({
          context: 'SIDECAR_OUTBOUND',
          cluster: { service: customers.host },
          change: EnvoyChange.merge({
            upstream_connection_options: { tcp_keepalive: { keepalive_time: 60 } },
          }),
        }),
        EnvoyPatch.listener({
          context: 'SIDECAR_INBOUND',
          listener: { name: 'virtualInbound' },
          change: EnvoyChange.merge({ per_connection_buffer_limit_bytes: 32768 }),
        }),
        EnvoyPatch.virtualHost({
          context: 'SIDECAR_OUTBOUND',
          routeConfiguration: { virtualHost: { name: 'customers.default.svc.cluster.local:80' } },
          change: EnvoyChange.merge({ include_request_attempt_count: true }),
        }),
        EnvoyPatch.httpRoute({
          context: 'SIDECAR_INBOUND',
          change: EnvoyChange.merge({ stat_prefix: 'inbound' }),
        }),
        ...[
          EnvoyChange.insertFirst(lua('first', NOTHING)),
          EnvoyChange.insertBefore(lua('before-router', NOTHING)),
        ].map((change) =>
          EnvoyPatch.httpFilter({
            context: 'SIDECAR_INBOUND',
            listener: { portNumber: 8080, filterChain: { filter: ROUTER } },
            change,
          }),
        ),
        ...(
          [
            ['first', EnvoyChange.insertAfter(lua('after-first', NOTHING))],
            [
              'after-first',
              EnvoyChange.replace(lua('after-first', 'function envoy_on_response(handle) end')),
            ],
            ['first', EnvoyChange.remove()],
          ] as const
        ).map(([filter, change]) =>
          EnvoyPatch.httpFilter({
            context: 'SIDECAR_INBOUND',
            listener: { portNumber: 8080, filterChain: { filter: FilterMatch.http(filter) } },
            change,
          }),
        ),
      ],
    });
  }
}
