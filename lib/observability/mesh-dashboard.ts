import { Panel } from './panel';

/**
 * The control plane: whether configuration reaches proxies.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics
 */
export function controlPlanePanels(): readonly Panel[] {
  return [
    Panel.stat({ title: 'Connected proxies', queries: [{ expr: 'sum(pilot_xds)' }] }),
    Panel.stat({
      title: 'Refused configuration',
      description: 'How often proxies refused what istiod sent, in an hour',
      thresholds: [1],
      queries: [{ expr: 'sum(increase(pilot_total_xds_rejects[1h]))' }],
    }),
    Panel.stat({
      title: 'Without endpoints',
      description: 'Services and subsets of which no pod is there',
      thresholds: [1],
      queries: [{ expr: 'max(pilot_eds_no_instances)' }],
    }),
    Panel.stat({
      title: 'Refused objects',
      description: 'Objects that the validating webhook refused, in an hour',
      thresholds: [1],
      queries: [{ expr: 'sum(increase(galley_validation_failed[1h]))' }],
    }),
    Panel.timeSeries({
      title: 'Pushes',
      unit: 'short',
      queries: [{ expr: 'sum by (type) (rate(pilot_xds_pushes[5m]))', legend: '{{type}}' }],
    }),
    Panel.timeSeries({
      title: 'From change to proxies',
      unit: 's',
      queries: [0.5, 0.99].map((quantile) => ({
        expr: `histogram_quantile(${quantile}, sum by (le) (rate(pilot_proxy_convergence_time_bucket[5m])))`,
        legend: `P${quantile * 100}`,
      })),
    }),
  ];
}
