// The client's side of mutual TLS, spelled out. It is not needed: proxies find out by themselves which services have a
// proxy. Where it is written, the service must have one, and must not have switched mutual TLS off.
import { Chart } from 'cdk8s';
import {
  ClientTls,
  DestinationRule,
  EventBackend,
  MeshNamespace,
  PeerAuthentication,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class MtlsClientSide extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const image = { repository: 'registry.example.com/example', tag: '1.0.0' };
    const service = new EventBackend(this, 'service', { name: 'example-service', image });
    const automatic = new EventBackend(this, 'automatic', { name: 'other-service', image });
    const client = new EventBackend(this, 'client', { name: 'client', image });
    client.calls(service);
    client.calls(automatic);
    new PeerAuthentication(this, 'mutual-tls', { name: 'default' });
    new DestinationRule(this, 'rule', {
      name: 'example-destination',
      service,
      tls: ClientTls.istioMutual(),
    });
  }
}
