// Calls to hosts that nobody has declared: passed on, as the mesh does by default, or refused. What a namespace's Sidecar
// says stands before the `outboundTrafficPolicy` of the mesh's configuration.
import { Chart } from 'cdk8s';
import { MeshNamespace, OutboundTrafficPolicy, Sidecar } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class MeshOutboundPolicy extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['default', 'open', 'closed']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
      openService(this, 'client', { namespace: name });
    }
    new Sidecar(this, 'open', {
      name: 'default',
      namespace: 'open',
      outboundTrafficPolicy: OutboundTrafficPolicy.allowAny(),
    });
    new Sidecar(this, 'closed', {
      name: 'default',
      namespace: 'closed',
      outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly(),
    });
  }
}
