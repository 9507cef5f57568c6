// Every request is traced while one learns, one of twenty in production. The provider is declared among
// `extensionProviders` of the mesh's configuration: `name: zipkin`, with the service
// zipkin.istio-system.svc.cluster.local and port 9411. Applications pass the headers of a trace on: x-request-id, b3 or
// x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled and x-b3-flags.
import { Chart } from 'cdk8s';
import { MeshNamespace, Telemetry } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class TracingZipkin extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['default', 'production']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
      openService(this, 'web-frontend', { namespace: name });
    }
    const provider = 'zipkin';
    new Telemetry(this, 'mesh', {
      name: 'mesh-default',
      namespace: 'istio-system',
      tracing: [{ provider, randomSamplingPercentage: 100 }],
    });
    new Telemetry(this, 'production', {
      name: 'default',
      namespace: 'production',
      tracing: [{ provider, randomSamplingPercentage: 5 }],
    });
  }
}
