import type { JsonObject } from '../vocabulary/json';
import { SMALL } from './telemetry-sizes';
import type { TelemetryStack } from './telemetry-stack';

/**
 * Values of Kiali's chart. It finds applications by the labels `app` and `version` of their pods.
 *
 * @see https://kiali.io/docs/configuration/kialis.kiali.io/
 */
export function kialiValues(stack: TelemetryStack): JsonObject {
  const { props, addresses } = stack;
  const { grafanaSecret = 'grafana-admin', kialiServiceType = 'ClusterIP' } = props;
  return {
    auth: { strategy: stack.kialiAccess },
    deployment: {
      cluster_wide_access: true,
      // Who is not known changes nothing.
      view_only_mode: stack.kialiAccess === 'anonymous',
      resources: SMALL as JsonObject,
      service_type: kialiServiceType,
    },
    external_services: {
      istio: { root_namespace: stack.istioNamespace },
      custom_dashboards: { enabled: true },
      prometheus: { url: addresses.prometheus },
      grafana: {
        enabled: true,
        internal_url: addresses.grafana,
        auth: {
          type: 'basic',
          username: `secret:${grafanaSecret}:admin-user`,
          password: `secret:${grafanaSecret}:admin-password`,
        },
      },
      tracing: { enabled: true, provider: 'jaeger', internal_url: addresses.jaeger, use_grpc: false },
    },
    server: { web_root: '/kiali', port: 20001 },
  };
}
