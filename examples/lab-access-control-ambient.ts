// The same verdicts as in `lab-access-control`, in ambient mode: nobody may call anything but the gateway the page, and
// the page the customers. The waypoint is let at the pods, since it calls them for the page; who may come by the
// waypoint is said at the service.
import { Chart } from 'cdk8s';
import {
  AuthorizationPolicy,
  Destination,
  Enrolment,
  GatewayApiGateway,
  HttpRoute,
  HttpRule,
  MeshNamespace,
  TargetRef,
  Waypoint,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class LabAccessControlAmbient extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const waypoint = new Waypoint(this, 'waypoint');
    new MeshNamespace(this, 'namespace', { name: 'default', enrolment: Enrolment.ambient({ waypoint }) });
    const webFrontend = openService(this, 'web-frontend');
    const customers = openService(this, 'customers');
    openService(this, 'curl');
    const gateway = new GatewayApiGateway(this, 'gateway', { name: 'ingress-gateway' });
    new HttpRoute(this, 'routes', {
      name: 'web-frontend',
      gateways: [gateway],
      rules: [HttpRule.route({ to: [Destination.service(webFrontend)] })],
    });
    AuthorizationPolicy.denyAll(this, 'deny-all', { name: 'deny-all' });
    new AuthorizationPolicy(this, 'gateway-open', {
      name: 'allow-ingress-gateway',
      targetRefs: [TargetRef.gateway(gateway)],
      rules: [{}],
    });
    for (const [service, caller] of [
      [webFrontend, gateway],
      [customers, webFrontend],
    ] as const) {
      const { app = '' } = service.selectorLabels as Readonly<Record<string, string>>;
      new AuthorizationPolicy(this, `pods-${app}`, {
        name: `${app}-pods`,
        selectorLabels: { app },
        rules: [{ from: [{ callers: [caller, waypoint] }] }],
      });
      new AuthorizationPolicy(this, `service-${app}`, {
        name: `${app}-service`,
        targetRefs: [TargetRef.service(service)],
        rules: [{ from: [{ callers: [caller] }] }],
      });
    }
  }
}
