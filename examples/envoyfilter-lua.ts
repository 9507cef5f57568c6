// A header in every response, by a script in Lua. From Istio 1.30 on a TrafficExtension says just that; before, it takes
// an EnvoyFilter, which has to name the place within Envoy's configuration.
import { Chart } from 'cdk8s';
import {
  EnvoyChange,
  EnvoyFilter,
  EnvoyPatch,
  Extension,
  FilterMatch,
  MeshNamespace,
  TrafficExtension,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const SCRIPT = `function envoy_on_response(handle)
  handle:headers():add("api-version", "v1")
end
`;

export default class EnvoyFilterLua extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    openService(this, 'web-frontend');
    new TrafficExtension(this, 'extension', {
      name: 'api-header',
      selectorLabels: { app: 'web-frontend' },
      run: Extension.lua(SCRIPT),
      match: [{ mode: 'SERVER' }],
    });
    openService(this, 'old-frontend');
    new EnvoyFilter(this, 'filter', {
      name: 'api-header-filter',
      selectorLabels: { app: 'old-frontend' },
      patches: [
        EnvoyPatch.httpFilter({
          context: 'SIDECAR_INBOUND',
          listener: {
            portNumber: 8080,
            filterChain: { filter: FilterMatch.http('envoy.filters.http.router') },
          },
          change: EnvoyChange.insertBefore({
            name: 'envoy.filters.http.lua',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
              default_source_code: { inline_string: SCRIPT },
            },
          }),
        }),
      ],
    });
  }
}
