// An API outside of the cluster, known to one namespace alone, and one that is known to two. Workloads of other
// namespaces cannot reach them where proxies refuse unknown hosts. Callers speak TLS themselves: proxies tell hosts
// apart by the name that is asked for (SNI).
import { Chart } from 'cdk8s';
import {
  ExternalService,
  MeshNamespace,
  OutboundTrafficPolicy,
  Sidecar,
  SidecarEgressListener,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class ExternalApi extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'reports']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    const api = new ExternalService(this, 'api', {
      name: 'external-svc',
      host: 'api.external-svc.com',
      port: 443,
      exportTo: ['.'],
    });
    new ExternalService(this, 'status', {
      name: 'external-status',
      host: 'status.external-svc.com',
      port: 443,
      exportTo: ['.', 'reports'],
    });
    const image = { repository: 'registry.example.com/worker', tag: '1.0.0' };
    new Worker(this, 'worker', { name: 'worker', image }).calls(api);
    openService(this, 'reports', { namespace: 'reports' });
    new Sidecar(this, 'reports-scope', {
      name: 'default',
      namespace: 'reports',
      egress: [SidecarEgressListener.anyPort({ hosts: ['*/*'] })],
      outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly(),
    });
  }
}
