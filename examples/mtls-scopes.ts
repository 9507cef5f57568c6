// Mutual TLS for the whole mesh, an exception for a namespace, and for one port of one workload. The narrowest policy
// wins: port before workload, workload before namespace, namespace before mesh.
import { Chart } from 'cdk8s';
import { MeshNamespace, PeerAuthentication } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class MtlsScopes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'shop']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    openService(this, 'frontend', { namespace: 'shop' });
    openService(this, 'orders', { namespace: 'shop' });
    openService(this, 'reports');
    new PeerAuthentication(this, 'mesh', { name: 'default', namespace: 'istio-system', mode: 'STRICT' });
    new PeerAuthentication(this, 'namespace', { name: 'default', namespace: 'shop', mode: 'PERMISSIVE' });
    new PeerAuthentication(this, 'workload', {
      name: 'frontend',
      namespace: 'shop',
      mode: 'STRICT',
      selectorLabels: { app: 'frontend' },
      portModes: { 9090: 'DISABLE' }, // scraped by somebody who is not in the mesh
    });
  }
}
