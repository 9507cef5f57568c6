// Ambient mode: ztunnel gives every pod an identity and mutual TLS, and the waypoint does for the namespace what needs
// HTTP. Timeouts, faults, tokens and policies on methods are attached to the service or the waypoint; without one
// they would not be carried out. A policy that selects pods sees the waypoint as their caller.
import { Chart, Duration } from 'cdk8s';
import {
  AuthorizationPolicy,
  Destination,
  Enrolment,
  HttpRoute,
  HttpRule,
  JwtKeys,
  MeshNamespace,
  RequestAuthentication,
  TargetRef,
  Waypoint,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class AmbientWaypoint extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const waypoint = new Waypoint(this, 'waypoint');
    new MeshNamespace(this, 'namespace', { name: 'default', enrolment: Enrolment.ambient({ waypoint }) });
    openService(this, 'web-frontend');
    const customers = openService(this, 'customers');
    new HttpRoute(this, 'routes', {
      name: 'customers',
      services: [customers],
      rules: [HttpRule.route({ to: [Destination.service(customers)], timeout: Duration.seconds(10) })],
    });
    new RequestAuthentication(this, 'tokens', {
      name: 'tokens',
      targetRefs: [TargetRef.gateway(waypoint)],
      jwtRules: [
        {
          issuer: 'https://auth.example.com',
          keys: JwtKeys.fromUri('https://auth.example.com/.well-known/jwks.json'),
        },
      ],
    });
    new AuthorizationPolicy(this, 'read-only', {
      name: 'read-only',
      targetRefs: [TargetRef.service(customers)],
      rules: [{ from: [{ requestPrincipals: ['*'] }], to: [{ methods: ['GET', 'HEAD'] }] }],
    });
    new AuthorizationPolicy(this, 'by-waypoint-only', {
      name: 'by-waypoint-only',
      selectorLabels: { app: 'customers' },
      rules: [{ from: [{ callers: [waypoint] }] }],
    });
  }
}
