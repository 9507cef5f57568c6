import { Duration } from 'cdk8s';
import { AlertRule, type AlertOptions } from './alert-rule';

/**
 * Alerts on istiod, of the whole mesh.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics
 */
export class ControlPlaneAlert {
  /** Proxies refuse what istiod sends them, and keep to what they had before. Critical at once. */
  static rejectedConfiguration(options: AlertOptions = {}): AlertRule {
    return new AlertRule({
      name: 'IstioConfigurationRejected',
      for: Duration.minutes(0),
      severity: 'critical',
      summary: 'Proxies refuse configuration of type {{ $labels.type }}',
      description:
        'Proxies have refused configuration of type {{ $labels.type }} {{ $value | humanize }} times in 5 minutes and keep to the old one; `istioctl proxy-status` names them',
      ...options,
      expr: 'sum by (type) (increase(pilot_total_xds_rejects[5m])) > 0',
    });
  }

  /** A cluster of some proxy, such as a service or a subset, has no endpoint: requests to it end with 503. Warns after 10 minutes. */
  static missingEndpoints(options: AlertOptions = {}): AlertRule {
    return new AlertRule({
      name: 'IstioEndpointsMissing',
      for: Duration.minutes(10),
      severity: 'warning',
      summary: 'Services or subsets of the mesh have no endpoints',
      description:
        '{{ $value }} services or subsets have no endpoint, so that requests to them end with 503; compare the labels of subsets and pods',
      ...options,
      expr: 'max(pilot_eds_no_instances) > 0',
    });
  }
}
