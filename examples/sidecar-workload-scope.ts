// What the proxies of single workloads know. It follows from the calls that they declare; for pods of others it is said
// by their labels.
import { Chart } from 'cdk8s';
import {
  EmbeddedPostgres,
  EventBackend,
  MeshNamespace,
  Sidecar,
  SidecarEgressListener,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class SidecarWorkloadScope extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'production']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    const service = (name: string, namespace = 'default') =>
      new EventBackend(this, name, {
        name,
        namespace,
        image: { repository: `registry.example.com/${name}`, tag: '1.0.0' },
      });
    const frontend = service('frontend');
    frontend.calls(service('backend'));
    frontend.calls(service('auth'));
    service('api', 'production').calls(
      new EmbeddedPostgres(this, 'database', {
        name: 'database',
        namespace: 'production',
        database: 'orders',
        password: { name: 'database', key: 'password' },
      }),
    );
    openService(this, 'reports');
    new Sidecar(this, 'versioned', {
      name: 'versioned-sidecar',
      workloadLabels: { app: 'reports', version: 'v1' },
      egress: [SidecarEgressListener.anyPort({ hosts: ['default/*', 'istio-system/*'] })],
    });
  }
}
