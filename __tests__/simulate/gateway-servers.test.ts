import { describe, expect, test } from '@jest/globals';
import { ask, gateway, simulatorOf } from './shop';

const servers = (list: readonly string[], name = 'gw', more = '') =>
  gateway.replace(/servers: .*/, `servers: [${list.join(', ')}]`).replace('name: gw', `name: ${name}${more}`);
const server = (port: number, protocol: string, hosts: string, more = '') =>
  `{port: {number: ${port}, name: p, protocol: ${protocol}}, hosts: [${hosts}]${more}}`;
const SIMPLE = ', tls: {mode: SIMPLE, credentialName: c}';
const PASSED_ON = ', tls: {mode: PASSTHROUGH}';
const virtualService = (name: string, gateways: string, http: string, hosts = "'*'") => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [${hosts}], gateways: [${gateways}], ${http}}`;
const answering = (status: number, match = '') =>
  `http: [{name: r, ${match}directResponse: {status: ${status}}}]`;
const WEB = virtualService('web', 'gw, two', answering(200));
const OK = 'direct_response 200 web#r';
const TO = '{destination: {host: web, port: {number: 80}}}';

/** @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server */
describe('servers of one port', () => {
  test.each<[string, readonly string[], string, number, string]>([
    ['plain HTTP', [server(80, 'HTTP', "'*'")], 'http://a.test/', 80, OK],
    ['HTTP/2', [server(80, 'HTTP2', "'*'")], 'http://a.test/', 80, OK],
    ['gRPC', [server(80, 'GRPC', "'*'")], 'http://a.test/', 80, OK],
    [
      'two hosts of two servers',
      [server(80, 'HTTP', 'a.test'), server(80, 'HTTP', 'b.test')],
      'http://b.test/',
      80,
      OK,
    ],
    ['HTTP beside TCP', [server(80, 'HTTP', "'*'"), server(80, 'TCP', "'*'")], 'http://a.test/', 80, OK],
    [
      'TCP before HTTP',
      [server(80, 'TCP', "'*'"), server(80, 'HTTP', "'*'")],
      'http://a.test/',
      80,
      'no_route',
    ],
    ['TLS ends', [server(443, 'HTTPS', "'*'", SIMPLE)], 'https://a.test/', 443, OK],
    ['TLS is passed on', [server(443, 'HTTPS', "'*'", PASSED_ON)], 'https://a.test/', 443, 'no_route'],
    [
      'TLS is passed on by name',
      [server(443, 'HTTPS', "'*'", ', tls: {mode: AUTO_PASSTHROUGH}')],
      'https://a.test/',
      443,
      'no_route',
    ],
    [
      'TLS before plain HTTP',
      [server(443, 'HTTPS', 'a.test', SIMPLE), server(443, 'HTTP', "'*'")],
      'http://a.test/',
      443,
      'no_route',
    ],
    [
      'plain HTTP before TLS',
      [server(443, 'HTTP', "'*'"), server(443, 'HTTPS', 'a.test', SIMPLE)],
      'https://a.test/',
      443,
      'no_route',
    ],
    [
      'the narrower TLS host',
      [server(443, 'HTTPS', "'*.test'", PASSED_ON), server(443, 'HTTPS', 'a.test', SIMPLE)],
      'https://a.test/',
      443,
      OK,
    ],
    [
      'one TLS host twice',
      [server(443, 'HTTPS', 'a.test', SIMPLE), server(443, 'HTTPS', 'a.test', PASSED_ON)],
      'https://a.test/',
      443,
      OK,
    ],
    [
      'one TLS host at two addresses',
      [
        server(443, 'HTTPS', 'b.test', `${SIMPLE}, bind: 10.0.0.1`),
        server(443, 'HTTPS', 'b.test, a.test', SIMPLE),
      ],
      'https://a.test/',
      443,
      OK,
    ],
    [
      'no host of a server that repeats one',
      [server(443, 'HTTPS', 'b.test', SIMPLE), server(443, 'HTTPS', 'b.test, a.test', SIMPLE)],
      'https://a.test/',
      443,
      'no_route',
    ],
    ['a name in capitals', [server(443, 'HTTPS', 'A.test', SIMPLE)], 'https://a.test/', 443, OK],
    ['another port', [server(80, 'HTTP', "'*'")], 'http://a.test/', 8080, 'no_route'],
  ])('%s', (_, list, url, port, expected) => {
    expect(ask(simulatorOf(servers(list), WEB), `GET ${url}`, `gateway:shop/gw:${port}`)).toBe(expected);
  });

  test('of all Gateways that a pod carries out count, the older first', () => {
    const plain = server(80, 'HTTP', "'*'");
    const tcp = server(80, 'TCP', "'*'");
    const old = ", creationTimestamp: '2026-01-01T00:00:00Z'";
    const first = simulatorOf(servers([plain]), servers([tcp], 'two', old), WEB);
    expect(ask(first, 'GET http://a.test/', 'gateway:shop/gw:80')).toBe('no_route');
    const other = simulatorOf(
      servers([server(80, 'HTTP', 'a.test')]),
      servers([server(80, 'HTTP', 'b.test')], 'two'),
      WEB,
    );
    expect(ask(other, 'GET http://b.test/', 'gateway:shop/gw:80')).toBe(OK);
    expect(ask(other, 'GET http://b.test/', 'gateway:*:80')).toBe(OK);
  });
});

describe('a server that redirects to HTTPS', () => {
  const REDIRECT = ', tls: {httpsRedirect: true}';
  test.each<[string, readonly string[], string, string]>([
    ['its hosts', [server(80, 'HTTP', "'*'", REDIRECT)], 'a.test/x?y', 'redirect 301 | https://a.test/x?y'],
    [
      'what nothing is bound to',
      [server(80, 'HTTP', 'b.test', REDIRECT)],
      'b.test/',
      'redirect 301 | https://b.test/',
    ],
    [
      'not the hosts of others',
      [server(80, 'HTTP', 'b.test', REDIRECT), server(80, 'HTTP', 'a.test')],
      'a.test/',
      OK,
    ],
    [
      'a host that is served twice',
      [server(80, 'HTTP', 'a.test'), server(80, 'HTTP', 'a.test', REDIRECT)],
      'a.test/',
      'redirect 301 | https://a.test/',
    ],
    ['not by itself', [server(80, 'HTTP', "'*'", ', tls: {httpsRedirect: false}')], 'a.test/', OK],
    [
      'hosts of its namespace',
      [server(80, 'HTTP', './a.test', REDIRECT)],
      'a.test/',
      'redirect 301 | https://a.test/',
    ],
  ])('%s', (_, list, url, expected) => {
    expect(ask(simulatorOf(servers(list), WEB), `GET http://${url}`)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute */
describe('streams at a gateway', () => {
  const tls = (match: string) => virtualService('s', 'gw', `tls: [{match: [${match}], route: [${TO}]}]`);
  const tcp = (match: string) => virtualService('s', 'gw', `tcp: [{${match}route: [${TO}]}]`);
  const PASSED = servers([server(443, 'TLS', "'*'", PASSED_ON)]);
  const PLAIN = servers([server(5432, 'TCP', "'*'")]);
  const TLS = 'route s#tls[0] | web.shop:80 | no retries';
  const TCP = 'route s#tcp[0] | web.shop:80 | no retries';
  test.each([
    [PASSED, tls('{sniHosts: [a.test]}'), 'tls://a.test', TLS],
    [PASSED, tls("{sniHosts: ['*.test']}"), 'https://a.test', TLS],
    [PASSED, tls('{sniHosts: [b.test, a.test]}'), 'tls://a.test', TLS],
    [PASSED, tls('{sniHosts: [b.test]}'), 'tls://a.test', 'no_route'],
    [PASSED, tls('{sniHosts: [b.test]}, {sniHosts: [a.test]}'), 'tls://a.test', TLS],
    [PASSED, tls('{sniHosts: [a.test], port: 443}'), 'tls://a.test', TLS],
    [PASSED, tls('{sniHosts: [a.test], port: 444}'), 'tls://a.test', 'no_route'],
    [PASSED, tls('{sniHosts: [a.test], gateways: [gw]}'), 'tls://a.test', TLS],
    [PASSED, tls('{sniHosts: [a.test], gateways: [mesh]}'), 'tls://a.test', 'no_route'],
    [PLAIN, tcp(''), 'tcp://a.test:5432', TCP],
    [PLAIN, tcp('match: [{port: 5432}], '), 'tcp://a.test:5432', TCP],
    [PLAIN, tcp('match: [{port: 1}], '), 'tcp://a.test:5432', 'no_route'],
    [PLAIN, tcp('match: [{gateways: [other]}], '), 'tcp://a.test:5432', 'no_route'],
    [PLAIN, tls('{sniHosts: [a.test]}'), 'tcp://a.test:5432', 'no_route'],
  ])('%#', (entry, route, url, expected) => {
    const port = url.startsWith('tcp') ? 5432 : 443;
    expect(ask(simulatorOf(entry, route), `GET ${url}`, `gateway:shop/gw:${port}`)).toBe(expected);
  });
});
