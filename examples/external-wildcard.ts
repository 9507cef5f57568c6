// Every host below a domain. Names under a wildcard cannot be looked up beforehand: the proxy sends a connection to the
// address that the application has asked for.
import { Chart } from 'cdk8s';
import { MeshNamespace, ServiceEndpoints, ServiceEntry, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class ExternalWildcard extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const google = new ServiceEntry(this, 'google', {
      name: 'google-apis',
      hosts: ['*.googleapis.com'],
      ports: [{ port: 443, protocol: 'tls' }],
      endpoints: ServiceEndpoints.asAsked(),
    });
    const image = { repository: 'registry.example.com/worker', tag: '1.0.0' };
    new Worker(this, 'worker', { name: 'worker', image }).calls(google);
  }
}
