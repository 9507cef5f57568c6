// From plain text to mutual TLS, a namespace at a time: PERMISSIVE takes both, until nobody calls in plain text any
// more. `istio_requests_total` with `connection_security_policy="none"` tells who still does.
import { Chart } from 'cdk8s';
import { MeshNamespace, PeerAuthentication, type MtlsMode } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

const MODES: Readonly<Record<string, MtlsMode>> = { production: 'STRICT', staging: 'PERMISSIVE' };

export default class MtlsMigration extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [namespace, mode] of Object.entries(MODES)) {
      new MeshNamespace(this, `namespace-${namespace}`, { name: namespace });
      new PeerAuthentication(this, namespace, { name: 'default', namespace, mode });
    }
  }
}
