// Half of the calls to the customers wait for five seconds; requests from outside to the page are untouched.
import { Chart, Duration } from 'cdk8s';
import {
  Destination,
  FaultDelay,
  FaultInjection,
  HttpRule,
  IngressGateway,
  Percent,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerPods } from './apps/customers';

export default class LabFailureInjection extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { webFrontend, customers } = new CustomerPods(this);
    new FaultInjection(this, 'faults', {
      name: 'customers',
      service: customers,
      testEnvironment: true,
      delay: FaultDelay.fixed(Duration.seconds(5), Percent.of(50)),
    });
    new VirtualService(this, 'routes', {
      name: 'web-frontend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(webFrontend)] })],
    });
  }
}
