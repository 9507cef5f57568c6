// Something to look at: `curl` asks httpbin, and the proxies of both count it in `istio_requests_total`. From its pod,
// `for i in $(seq 20); do curl -s httpbin:8000/headers; done` makes twenty requests; the tag that is added here tells
// them apart by their path.
import { Chart } from 'cdk8s';
import { MeshNamespace, Metric, MetricTag, Telemetry } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Httpbin } from './apps/httpbin';

export default class HttpbinTelemetry extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    new Httpbin(this);
    new Telemetry(this, 'telemetry', {
      name: 'httpbin',
      selectorLabels: { app: 'httpbin' },
      metrics: [
        {
          providers: ['prometheus'],
          overrides: [
            {
              metric: Metric.istio('REQUEST_COUNT'),
              tags: { request_path: MetricTag.set('request.url_path') },
            },
          ],
        },
      ],
      accessLogging: [{ providers: ['envoy'] }],
    });
  }
}
