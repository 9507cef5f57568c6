import { httpTrafficRules } from '../ambient-traffic-rules';
import { routeTypes } from '../gateway-api-routes';
import type { Rule } from '../rule';
import { waypointOf } from '../../mesh/waypoint-choice';
import { isAmbientNamespace } from '../../mesh/ambient';

/** ztunnel knows neither VirtualServices nor DestinationRules. */
export const ambientTrafficRuleHasWaypoint: Rule = {
  code: 'EVM232',
  name: 'ambient-traffic-rule-has-waypoint',
  aliases: ['KIA0210', 'KIA0211', 'KIA1109', 'KIA1113'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a VirtualService or DestinationRule is for calls in ambient mode that no waypoint carries',
  reads: [
    'networking.istio.io/VirtualService',
    'networking.istio.io/DestinationRule',
    'networking.istio.io/ServiceEntry',
    '/Namespace',
    '/Service',
    ...routeTypes,
  ],
  check(mesh, report) {
    for (const { manifest, path, host, services } of httpTrafficRules(mesh)) {
      const isRoutes = manifest.kind === 'VirtualService';
      const ambient = services.filter(({ namespace }) => isAmbientNamespace(mesh, namespace));
      if (ambient.length === 0) {
        const home = manifest.namespace;
        if (!isAmbientNamespace(mesh, home) || waypointOf(mesh, {}, home) !== undefined) continue;
        report({
          manifest,
          path,
          message: `namespace ${home} is in ambient mode without a waypoint: nobody there reads a ${manifest.kind} for '${host}'`,
          remedy: 'label the namespace with istio.io/use-waypoint, or move the object to its clients',
          aliases: [isRoutes ? 'KIA1109' : 'KIA0210'],
        });
      } else if (
        !ambient.some(({ manifest: { labels, namespace } }) => waypointOf(mesh, labels, namespace))
      ) {
        report({
          manifest,
          path,
          message: `'${host}' is in ambient mode without a waypoint: calls to it know nothing of the ${manifest.kind}`,
          remedy: 'label the Service or its namespace with istio.io/use-waypoint, and add the waypoint',
          aliases: [isRoutes ? 'KIA1113' : 'KIA0211'],
        });
      }
    }
  },
};
