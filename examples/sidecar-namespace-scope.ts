// What the proxies of a namespace know: their own namespace only, another one besides, or single services. What they do
// not know is passed on blindly or refused, as the policy says. This saves configuration and is no border: a pod without
// a proxy reaches everything.
import { Chart } from 'cdk8s';
import { MeshNamespace, OutboundTrafficPolicy, Sidecar, SidecarEgressListener } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class SidecarNamespaceScope extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['foo', 'team-a', 'team-b', 'shared']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
      openService(this, 'web', { namespace: name });
      openService(this, 'api', { namespace: name });
    }
    const catalogue = openService(this, 'catalogue', { namespace: 'shared' });
    const outboundTrafficPolicy = OutboundTrafficPolicy.registryOnly();
    new Sidecar(this, 'same-namespace', {
      name: 'default',
      namespace: 'foo',
      egress: [SidecarEgressListener.anyPort({ hosts: ['./*', 'istio-system/*'] })],
    });
    new Sidecar(this, 'other-namespace', {
      name: 'default',
      namespace: 'team-a',
      egress: [SidecarEgressListener.anyPort({ hosts: ['./*', 'shared/*', 'istio-system/*'] })],
      outboundTrafficPolicy,
    });
    new Sidecar(this, 'two-services', {
      name: 'default',
      namespace: 'team-b',
      egress: [
        SidecarEgressListener.anyPort({
          hosts: ['./api.team-b.svc.cluster.local', 'istio-system/*'],
          services: [catalogue],
        }),
      ],
      outboundTrafficPolicy,
    });
  }
}
