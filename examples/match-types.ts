// Everything that a rule can match: path, header, query parameter, method, authority, scheme. The first rule that
// matches wins.
import { Chart } from 'cdk8s';
import {
  Destination,
  HeaderMatch,
  HttpRule,
  IngressGateway,
  PathMatch,
  QueryParameterMatch,
  TextMatch,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class MatchTypes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { v1, v2 } = new CustomerSystem(this);
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'my-gateway',
      hosts: ['customers.example.com', 'beta.customers.example.com'],
    });

    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: ['customers.example.com', 'beta.customers.example.com'],
      gateways: [gateway],
      rules: [
        HttpRule.route({ matches: [{ path: PathMatch.exact('/api/v1') }], to: [Destination.subset(v1)] }),
        HttpRule.route({
          matches: [{ queryParameters: [QueryParameterMatch.exact('version', '2')] }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ matches: [{ methods: ['POST'] }], to: [Destination.subset(v1)] }),
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.regex('user-agent', '.*Firefox.*')] }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({
          matches: [{ authority: TextMatch.prefix('beta.'), scheme: 'http' }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ matches: [{ path: PathMatch.prefix('/v1') }], to: [Destination.subset(v1)] }),
      ],
    });
  }
}
