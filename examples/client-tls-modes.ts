// How proxies speak to servers outside of the mesh: plain text, TLS as a browser does, TLS with a certificate of their
// own. Inside they find out by themselves.
import { Chart } from 'cdk8s';
import { ClientTls, DestinationRule, ServiceEndpoints, ServiceEntry } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class ClientTlsModes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const modes = {
      plain: ClientTls.disable(),
      simple: ClientTls.simple({
        sni: 'simple.example.com',
        subjectAltNames: ['simple.example.com'],
        caCertificates: 'system',
      }),
      mutual: ClientTls.mutual({ credentialName: 'client-certificate', sni: 'mutual.example.com' }),
    };
    for (const [name, tls] of Object.entries(modes)) {
      const service = new ServiceEntry(this, name, {
        name,
        hosts: [`${name}.example.com`],
        ports: [{ port: 80, protocol: 'http', name: 'http', targetPort: name === 'plain' ? 80 : 443 }],
        endpoints: ServiceEndpoints.dns(),
      });
      new DestinationRule(service, 'destination-rule', { name, service, tls });
    }
  }
}
