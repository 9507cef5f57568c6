// A page without a sidecar calls customers that have one: that works while plain text is taken too, and breaks when mutual
// TLS is asked for. In ambient mode it works with mutual TLS as well, since ztunnel speaks it for the page. A pod leaves
// the mesh by a label of its own; the namespace stays in it.
import { Chart } from 'cdk8s';
import { Enrolment, MeshNamespace, PeerAuthentication, type MtlsMode } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const VARIANTS: Readonly<Record<string, { readonly mode: MtlsMode; readonly enrolment: Enrolment }>> = {
  permissive: { mode: 'PERMISSIVE', enrolment: Enrolment.sidecars() },
  strict: { mode: 'STRICT', enrolment: Enrolment.sidecars() },
  ambient: { mode: 'STRICT', enrolment: Enrolment.ambient() },
};

export default class LabMtls extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [namespace, { mode, enrolment }] of Object.entries(VARIANTS)) {
      new MeshNamespace(this, `namespace-${namespace}`, { name: namespace, enrolment });
      new PeerAuthentication(this, `mutual-tls-${namespace}`, { name: 'default', namespace, mode });
      const podLabels = { 'sidecar.istio.io/inject': 'false' };
      openService(this, 'web-frontend', { namespace, podLabels });
      openService(this, 'customers', { namespace });
    }
  }
}
