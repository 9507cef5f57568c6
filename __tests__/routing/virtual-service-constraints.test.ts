import { describe, expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import { Destination } from '../../lib/routing/destination';
import { DelegateVirtualService } from '../../lib/routing/delegate-virtual-service';
import { DestinationRule, type DestinationRuleProps } from '../../lib/routing/destination-rule';
import { Gateway } from '../../lib/routing/gateway';
import { GatewayServer } from '../../lib/routing/gateway-server';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRule, type RouteOptions } from '../../lib/routing/http-rule';
import { PathMatch } from '../../lib/routing/path-match';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { Rewrite } from '../../lib/routing/rewrite';
import { VirtualService, type VirtualServiceProps } from '../../lib/routing/virtual-service';
import { service, shop } from './shop';

const destinationRule = (props: Partial<DestinationRuleProps>) => (chart: Chart) =>
  new DestinationRule(chart, 'It', { service: service(chart, 'backend'), ...props });
const gateway =
  (...servers: GatewayServer[]) =>
  (chart: Chart) =>
    new Gateway(chart, 'It', { servers });
const routes = (props: VirtualServiceProps) => (chart: Chart) =>
  new VirtualService(chart, 'It', { hosts: ['a.example.com'], ...props });
const rule = (options: Partial<RouteOptions>) => (chart: Chart) =>
  routes({ rules: [HttpRule.route({ to: destinations(chart), ...options })] })(chart);
const destinations = (chart: Chart) => [Destination.service(service(chart, 'backend'))];
const delegate = (options: Partial<RouteOptions>) => (chart: Chart) =>
  new DelegateVirtualService(chart, 'It', {
    rules: [HttpRule.route({ to: destinations(chart), ...options })],
  });

test.each<[string, (chart: Chart) => unknown, string]>([
  // Gateway
  ['a gateway of nothing', gateway(), "'servers' is empty, expected at least one"],
  [
    'two servers of one name',
    gateway(GatewayServer.http(), GatewayServer.http()),
    "'portName' is 'http-80' twice",
  ],
  [
    'a host with a path',
    gateway(GatewayServer.http({ hosts: ['a/b/c'] })),
    "'hosts' holds 'a/b/c', expected a DNS name",
  ],
  [
    'a bad address',
    gateway(GatewayServer.http({ bind: 'eth0' })),
    "'bind' is 'eth0', expected an address of IPv4 or",
  ],
  // DestinationRule
  [
    'a port without policy',
    destinationRule({ ports: [{ port: 80 }] }),
    "'ports' holds a port without a policy",
  ],
  [
    'two ways through',
    destinationRule({ proxyProtocol: 'V1', tunnel: { targetHost: 'a.b', targetPort: 1 } }),
    "'tunnel' is set beside 'proxyProtocol', expected one of them",
  ],
  [
    'a tunnel to nowhere',
    destinationRule({ tunnel: { targetHost: 'a:1', targetPort: 1 } }),
    "'targetHost' is 'a:1', expected a DNS name or an IP address",
  ],
  [
    'selected callers elsewhere',
    destinationRule({ workloadLabels: { app: 'a' }, exportTo: ['*'] }),
    "'exportTo' goes beyond the own namespace, but 'workloadLabels' selects pods in it",
  ],
  [
    'a subset in capitals',
    (chart) => destinationRule({})(chart).addSubset('V1', { a: 'b' }),
    "'name' is 'V1', expected",
  ],
  // VirtualService
  [
    'a short name at a gateway',
    gateway(GatewayServer.http({ hosts: ['shop'] })),
    "'hosts' is 'shop', expected a name with a dot in it, since gateways expand no short ones",
  ],
  [
    'claims in the mesh',
    rule({ matches: [{ headers: [HeaderMatch.claim('groups', 'a')] }] }),
    "'headers' matches '@request.auth.claims.groups', expected no claims of tokens for calls in the mesh",
  ],
  [
    'hosts that overlap',
    routes({ hosts: ['*.b.c', 'a.b.c'], rules: [] }),
    "'hosts' holds '*.b.c' and 'a.b.c', expected",
  ],
  [
    'a prefix for no prefix',
    rule({ matches: [{ path: PathMatch.exact('/a') }], rewrite: Rewrite.prefix('/b') }),
    "'rewrite' gives another prefix, but a path is matched by PathMatch.exact, expected PathMatch.prefix",
  ],
  [
    'a port of no caller',
    rule({ matches: [{ port: 0 }] }),
    "'port' is 0, expected a whole number from 1 to 65535",
  ],
  [
    'a namespace of none',
    rule({ matches: [{ sourceNamespace: 'A' }] }),
    "'sourceNamespace' is 'A', expected 1 to 63",
  ],
  [
    'a redirect to itself',
    routes({ rules: [HttpRule.redirect({})] }),
    'a redirect changes nothing, expected scheme, host',
  ],
  [
    'two ports',
    routes({ rules: [HttpRule.redirect({ port: 1, derivePort: 'FROM_REQUEST_PORT' })] }),
    "'port' is set beside",
  ],
  [
    'a prefix to redirect to',
    routes({ rules: [HttpRule.redirect({ prefix: '/a' })] }),
    "'prefix' can be said by an HTTPRoute",
  ],
  [
    'a name outside of the hosts',
    (chart) =>
      routes({ tlsRules: [{ matches: [{ sniHosts: ['b.example.com'] }], to: destinations(chart) }] })(chart),
    "'sniHosts' holds 'b.example.com', expected a name within the hosts a.example.com",
  ],
  [
    'half a subnet',
    (chart) =>
      routes({ tcpRules: [{ matches: [{ destinationSubnets: ['10.0.0.0/33'] }], to: destinations(chart) }] })(
        chart,
      ),
    "'destinationSubnets' is '10.0.0.0/33', expected an address of IPv4 or IPv6, or a range",
  ],
  // Delegation
  [
    'an expression',
    delegate({ matches: [{ headers: [HeaderMatch.regex('a', 'b')] }] }),
    "'a' is matched by a regular",
  ],
  [
    'retries that ask for one',
    delegate({ retries: RetryPolicy.of() }),
    "'retries' tells methods apart by a regular",
  ],
])('refuses %s', (_name, make, message) => {
  const chart = shop();
  expect(() => make(chart)).toThrow(message);
  expect(() => make(shop())).toThrow(/\(at test\/\w+\)$/);
});

describe('delegation', () => {
  test('goes one step', () => {
    const chart = shop();
    const last = new DelegateVirtualService(chart, 'Last', {
      rules: [HttpRule.route({ to: destinations(chart) })],
    });
    const rules = [HttpRule.delegate({ to: last })];
    expect(() => new DelegateVirtualService(chart, 'First', { rules })).toThrow('delegation goes one step');
  });
});
