// The restaurant's five alerts: errors, latency, missing pods, CPU and memory.
import { Chart, Duration } from 'cdk8s';
import { PodAlert, Pods, PrometheusRule, RequestAlert, Requests } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

const NAMESPACE = 'restaurant-management';

export default class RestaurantAlerts extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: NAMESPACE });
    new Restaurant(this);
    const requests = Requests.inNamespace(NAMESPACE);
    const pods = Pods.inNamespace(NAMESPACE);
    new PrometheusRule(this, 'alerts', {
      name: 'restaurant-alerts',
      labels: { release: 'kube-prometheus-stack' },
      groups: [
        {
          name: 'restaurant_alerts',
          interval: Duration.seconds(30),
          rules: [
            RequestAlert.errorRateAbove(5, { of: requests }),
            RequestAlert.p95Above(1000, { of: requests }),
            PodAlert.notAvailable({ of: pods }),
            PodAlert.cpuAbove(80, { of: pods }),
            PodAlert.memoryAbove(80, { of: pods }),
          ],
        },
      ],
    });
  }
}
