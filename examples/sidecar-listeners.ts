// Ports of a proxy: calls to port 3000 of the pod go to the application, which listens on port 8080 of its loopback, and
// port 8080 leads to the services of the namespace `staging` only. Other ports stay as the policy for unknown hosts
// says. The Service must lead to port 3000.
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { MeshNamespace, OutboundTrafficPolicy, Sidecar, SidecarEgressListener } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class SidecarListeners extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'staging']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    openService(this, 'orders', { namespace: 'staging', servicePort: 8080 });
    openService(this, 'customers', { servicePort: 9090 });
    openService(this, 'lenient');
    const strict = openService(this, 'strict');
    strict.deployment.containers[0]?.addPort({ name: 'proxy', number: 3000 });
    ApiObject.of(strict.service).addJsonPatch(JsonPatch.replace('/spec/ports/0/targetPort', 3000));
    const staging = SidecarEgressListener.port({
      port: 8080,
      portName: 'http-staging',
      hosts: ['staging/*'],
    });
    new Sidecar(this, 'strict-sidecar', {
      name: 'strict',
      workloadLabels: { app: 'strict' },
      ingress: [{ port: 3000, portName: 'http', defaultEndpoint: '127.0.0.1:8080' }],
      egress: [staging],
      outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly(),
    });
    new Sidecar(this, 'lenient-sidecar', {
      name: 'lenient',
      workloadLabels: { app: 'lenient' },
      egress: [staging],
      outboundTrafficPolicy: OutboundTrafficPolicy.allowAny(),
    });
  }
}
