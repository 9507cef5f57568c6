import { describe, expect, test } from '@jest/globals';
import { ask, gateway, routes, simulatorOf } from './shop';

/** A VirtualService that answers with a status of its own, so that its answer tells it from others. */
function answering(name: string, status: number, hosts: string, more = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${name === 'bank' ? 'bank' : 'shop'}${more.includes('created') ? `, creationTimestamp: '${more.split(' ')[1]}'` : ''}}
spec:
  hosts: [${hosts}]
  gateways: [shop/gw]
  ${more.startsWith('exportTo') ? more : ''}
  http: [{name: r, directResponse: {status: ${status}}}]`;
}

function gatewayFor(hosts: string): string {
  return gateway.replace("hosts: ['*']", `hosts: [${hosts}]`);
}

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService */
describe('hosts at a gateway', () => {
  const simulator = simulatorOf(
    gateway,
    answering('exact', 201, 'shop.example.com'),
    answering('narrow', 202, '"*.shop.example.com"'),
    answering('wide', 203, '"*.example.com"'),
    answering('rest', 204, '"*"'),
  );
  test.each([
    ['shop.example.com', '201 exact'],
    ['SHOP.example.com', '201 exact'],
    ['shop.example.com:8080', '201 exact'],
    ['a.shop.example.com', '202 narrow'],
    ['a.b.shop.example.com', '202 narrow'],
    ['www.example.com', '203 wide'],
    ['example.com', '204 rest'],
    ['shop.example.com.', '204 rest'],
    ['other.test', '204 rest'],
  ])('%s: %s', (host, expected) => {
    expect(ask(simulator, `GET ${host}/`)).toBe(`direct_response ${expected}#r`);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server */
describe('hosts of the Gateway against those of the VirtualService', () => {
  test.each([
    ["'*'", '"*.a.com"', 'x.a.com', 'direct_response 200 web#r'],
    ["'*.a.com'", '"*"', 'x.a.com', 'direct_response 200 web#r'],
    ["'*.a.com'", '"*"', 'b.com', 'no_route 404'],
    ["'x.a.com'", '"*.a.com"', 'x.a.com', 'direct_response 200 web#r'],
    ["'x.a.com'", '"*.a.com"', 'y.a.com', 'no_route 404'],
    ["'a.com'", '"b.com"', 'b.com', 'no_route 404'],
    ["'shop/a.com'", '"a.com"', 'a.com', 'direct_response 200 web#r'],
    ["'./a.com'", '"a.com"', 'a.com', 'direct_response 200 web#r'],
    ["'bank/a.com'", '"a.com"', 'a.com', 'no_route 404'],
    ["'*/a.com'", '"a.com"', 'a.com', 'direct_response 200 web#r'],
    ["'bank/*', 'shop/a.com'", '"*"', 'a.com', 'direct_response 200 web#r'],
  ])('%s against %s, asked for %s: %s', (served, hosts, host, expected) => {
    expect(ask(simulatorOf(gatewayFor(served), answering('web', 200, hosts)), `GET ${host}/`)).toBe(expected);
  });

  test.each([
    ['.', 'shop', 'direct_response 200 web#r'],
    ['.', 'bank', 'no_route 404'],
    ['shop', 'bank', 'direct_response 200 bank/bank#r'],
    ['"*"', 'bank', 'direct_response 200 bank/bank#r'],
    ['bank', 'shop', 'no_route 404'],
    ['"~"', 'shop', 'no_route 404'],
  ])('exported to %s from %s: %s', (target, namespace, expected) => {
    const name = namespace === 'bank' ? 'bank' : 'web';
    const simulator = simulatorOf(gateway, answering(name, 200, 'a.com', `exportTo: [${target}]`));
    expect(ask(simulator, 'GET a.com/')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services */
describe('several VirtualServices on one host', () => {
  const both = (first: string, second: string): string =>
    ask(
      simulatorOf(gateway, answering('a', 201, 'a.com', first), answering('b', 202, 'a.com', second)),
      'GET a.com/',
    );
  test.each([
    ['the first name of two of one age', '', '', 'direct_response 201 a#r'],
    [
      'the older one',
      'created 2026-01-02T00:00:00Z',
      'created 2026-01-01T00:00:00Z',
      'direct_response 202 b#r',
    ],
    [
      'the first name within one second',
      'created 2026-01-01T00:00:00.9Z',
      'created 2026-01-01T00:00:00.1Z',
      'direct_response 201 a#r',
    ],
    ['one that no cluster has yet is younger', '', 'created 2026-01-01T00:00:00Z', 'direct_response 202 b#r'],
    ['the private one before the public', '', 'exportTo: [.]', 'direct_response 202 b#r'],
  ])('%s', (_, first, second, expected) => {
    expect(both(first, second)).toBe(expected);
  });

  test.each([
    ['GET a.com/special', 'direct_response 202 b#special'],
    ['GET a.com/', 'direct_response 201 a#r'],
  ])('%s: what matches everything comes last, whoever brings it', (request, expected) => {
    const special = answering('b', 202, 'a.com').replace(
      '{name: r,',
      '{name: special, match: [{uri: {exact: /special}}],',
    );
    expect(ask(simulatorOf(gateway, answering('a', 201, 'a.com'), special), request)).toBe(expected);
  });

  test.each([
    ['{uri: {prefix: /}}', 'direct_response 201 web#first'],
    ['{uri: {regex: ".*"}}', 'direct_response 201 web#first'],
    ['{uri: {exact: /x}}', 'direct_response 202 web#second'],
    ['{port: 80}', 'direct_response 201 web#first'],
    ['{port: 81}', 'direct_response 202 web#second'],
  ])('after %s of one VirtualService', (match, expected) => {
    const two = routes(`
- name: first
  match: [${match}]
  directResponse: {status: 201}
- name: second
  directResponse: {status: 202}
`);
    expect(ask(simulatorOf(gateway, two), 'GET a.com/')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/gateway/ */
describe('servers', () => {
  const plain = "{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}";
  const https =
    "{port: {number: 443, name: https, protocol: HTTPS}, hosts: ['a.com'], tls: {mode: SIMPLE, credentialName: a}}";
  const servers = (list: string): string => gateway.replace(/servers: .*/, `servers: [${list}]`);
  test.each([
    [plain, 'GET http://a.com/', 80, 'direct_response 200 web#r'],
    [plain, 'GET http://a.com/', 81, 'no_route'],
    [https, 'GET https://a.com/', 443, 'direct_response 200 web#r'],
    [https, 'GET https://b.com/', 443, 'no_route'],
    [https, 'GET http://a.com/', 443, 'no_route'],
    [`${plain}, ${https}`, 'GET https://a.com/', 443, 'direct_response 200 web#r'],
    [
      plain.replace("hosts: ['*']", "hosts: ['*'], tls: {httpsRedirect: true}"),
      'GET http://a.com:80/x?y=1',
      80,
      'redirect 301 | https://a.com:80/x?y=1',
    ],
    [
      plain.replace("hosts: ['*']", "hosts: ['a.com'], tls: {httpsRedirect: true}"),
      'GET http://b.com/',
      80,
      'no_route 404',
    ],
  ])('%s, asked for %s at %d: %s', (list, request, port, expected) => {
    const simulator = simulatorOf(servers(list), answering('web', 200, '"*"'));
    expect(ask(simulator, request, `gateway:shop/gw:${port}`)).toBe(expected);
  });

  /** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute */
  test.each([
    ['GET https://db.a.com/', 'route web#tls[1] | api.shop:9000'],
    ['GET https://x.a.com/', 'route web#tls[0] | web.shop:80'],
    ['GET https://b.com/', 'no_route'],
  ])('TLS passed on by its name, %s: %s', (request, expected) => {
    const simulator = simulatorOf(
      servers(
        "{port: {number: 443, name: tls, protocol: TLS}, hosts: ['*.a.com'], tls: {mode: PASSTHROUGH}}",
      ),
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: ['*.a.com']
  gateways: [gw]
  tls:
    - match: [{sniHosts: ['*.a.com']}]
      route: [{destination: {host: web, port: {number: 80}}}]
    - match: [{sniHosts: [db.a.com]}]
      route: [{destination: {host: api, port: {number: 9000}}}]`,
    );
    expect(ask(simulator, request, 'gateway:shop/gw:443').replaceAll('.svc.cluster.local', '')).toBe(
      expected.startsWith('route') ? `${expected} | no retries`.replace('api.shop', 'api.shop') : expected,
    );
  });
});
