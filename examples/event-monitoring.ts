// The event system watched as a whole: what Prometheus scrapes, alerts on failed Jobs and on what waits in the queue, and
// objectives whose budgets of failures are watched.
import { Chart, Duration } from 'cdk8s';
import {
  Dashboard,
  JobAlert,
  PodMonitor,
  Pods,
  PrometheusRule,
  Queue,
  QueueAlert,
  queuePanels,
  RequestAlert,
  Requests,
  ScrapeEndpoint,
  ServiceLevelObjective,
  ServiceMonitor,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image, redis } from './apps/notifications';

export default class EventMonitoring extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const api = backend(this);
    const jobs = redis(this);
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    for (const caller of [api, worker]) caller.calls(jobs);

    // Sidecars hand on what the API counts at a port that is open whatever the mesh asks of others.
    const interval = Duration.seconds(15);
    for (const [key, value] of Object.entries({ scrape: 'true', port: '5001', path: '/metrics' })) {
      api.deployment.podMetadata.addAnnotation(`prometheus.io/${key}`, value);
    }
    new ServiceMonitor(this, 'monitor', {
      name: 'backend',
      selectorLabels: api.selectorLabels,
      endpoints: [ScrapeEndpoint.merged({ foundBy: 'http', interval })],
    });
    new PodMonitor(this, 'proxies', {
      name: 'worker',
      selectorLabels: worker.selectorLabels,
      endpoints: [ScrapeEndpoint.merged({ interval })],
    });

    const requests = Requests.to(api.host);
    const pods = Pods.inNamespace('event-system');
    const queue = new Queue({ waiting: 'rq:queue:default', failed: 'rq:failed:default' });
    const objective = ServiceLevelObjective.availability({
      name: 'events-accepted',
      of: requests,
      percent: 99.9,
    });
    new PrometheusRule(this, 'alerts', {
      name: 'event-alerts',
      labels: { release: 'kube-prometheus-stack' },
      groups: [
        {
          name: 'jobs',
          interval: Duration.seconds(30),
          rules: [
            JobAlert.failed({ of: pods }),
            QueueAlert.deeperThan(100, { of: queue }),
            QueueAlert.failedJobsAbove(5, { of: queue, over: Duration.minutes(15) }),
          ],
        },
        { name: 'api', rules: [RequestAlert.errorRateAbove(5, { of: requests })] },
        { name: 'objectives', rules: objective.rules },
      ],
    });
    new Dashboard(this, 'queue', {
      name: 'event-queue-dashboard',
      title: 'Event system: queue',
      file: 'queue',
      panels: queuePanels(queue, Pods.ofWorkloads('event-system', 'worker')),
    });
  }
}
