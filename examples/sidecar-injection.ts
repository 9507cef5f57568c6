// Pods get a sidecar by their namespace's label, but for those that opt out by a label of their own. Such a worker has no
// identity: services that insist on mutual TLS refuse it, and `event-mesh check` says so.
import { Chart } from 'cdk8s';
import { MeshNamespace, PeerAuthentication, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image } from './apps/notifications';

export default class SidecarInjection extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new MeshNamespace(this, 'namespace', { name: 'event-system' });
    new PeerAuthentication(this, 'mutual-tls', { name: 'default', mode: 'STRICT' });
    const api = backend(this);
    new Worker(this, 'injected', { name: 'injected', image }).calls(api);
    const worker = new Worker(this, 'worker', {
      name: 'worker',
      image,
      platform: { mesh: false },
      podLabels: { 'sidecar.istio.io/inject': 'false' },
    });
    worker.calls(api);
  }
}
