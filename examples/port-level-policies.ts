// A policy per port: what a port says replaces what the rule says for all, as a whole.
import { Chart } from 'cdk8s';
import {
  ConnectionPool,
  DestinationRule,
  LoadBalancer,
  ServiceEndpoints,
  ServiceEntry,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class PortLevelPolicies extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const stock = new ServiceEntry(this, 'stock', {
      name: 'stock',
      hosts: ['stock.example.com'],
      ports: [
        { port: 80, protocol: 'http', name: 'http' },
        { port: 8000, protocol: 'http', name: 'http-admin' },
        { port: 443, protocol: 'https', name: 'https' },
      ],
      endpoints: ServiceEndpoints.dns(),
    });
    new DestinationRule(this, 'policies', {
      name: 'stock',
      service: stock,
      loadBalancer: LoadBalancer.random(),
      ports: [
        { port: 80, loadBalancer: LoadBalancer.leastRequest() },
        { port: 8000, loadBalancer: LoadBalancer.roundRobin() },
        { port: 443, connectionPool: ConnectionPool.of({ maxConnections: 100 }) },
      ],
    });
  }
}
