import { describe, expect, test } from '@jest/globals';
import { ask, client, gateway, meshOf, routes, simulatorOf } from './shop';
import { serviceDomains } from '../../lib/simulate/service-domains';
import { Simulator } from '../../lib/simulate/simulator';

const service = (name: string, spec: string) =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: shop}, spec: {${spec}}}`;
const PORTS = 'ports: [{name: http, port: 80}]';

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/ */
describe('the names by which a service is called', () => {
  const domains = (document: string, from = 'bank') => {
    const found = meshOf(document).services.all.find(({ manifest }) => manifest.name === 'x');
    return found && serviceDomains(found, from);
  };
  const NAMES = ['x.shop', 'x.shop.svc'];
  const FULL = 'x.shop.svc.cluster.local';
  const entry = (spec: string) =>
    `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: x, namespace: shop}, spec: {${spec}}}`;
  test.each([
    ['from elsewhere', service('x', PORTS), 'bank', [FULL, ...NAMES]],
    ['from its namespace', service('x', PORTS), 'shop', [FULL, 'x', ...NAMES]],
    ['its address', service('x', 'clusterIP: 10.0.0.1'), 'bank', [FULL, ...NAMES, '10.0.0.1']],
    ['no address yet', service('x', 'clusterIP: ""'), 'bank', [FULL, ...NAMES]],
    [
      'its addresses once each',
      service('x', 'clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "fd00::1"]'),
      'bank',
      [FULL, ...NAMES, '10.0.0.1', 'fd00::1'],
    ],
    [
      'pods of a headless one',
      service('x', 'clusterIP: None, clusterIPs: [None]'),
      'bank',
      [FULL, ...NAMES, `*.${FULL}`, '*.x.shop', '*.x.shop.svc'],
    ],
    ['of a ServiceEntry', entry('hosts: [a.test], addresses: [10.0.0.2]'), 'bank', ['a.test', '10.0.0.2']],
    ['of one that is no Service', entry('hosts: [a.test], clusterIP: None'), 'shop', ['a.test']],
  ])('%s', (_, document, from, expected) => {
    const found = domains(document, from);
    expect(found?.all).toEqual(expected);
    expect([...(found?.short ?? [])]).toEqual(
      expected.filter((name) => /^x(?:\.shop(?:\.svc)?)?$/.test(name)),
    );
  });
});

describe('where a route sends', () => {
  const rule = (subsets: string) =>
    `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d, namespace: shop}, spec: {host: web, subsets: [${subsets}]}}`;
  const one = (destination: string, ...documents: readonly string[]) =>
    new Simulator(
      meshOf(gateway, routes(`- {route: [{destination: {${destination}}}]}`), ...documents),
    ).answer({
      from: 'gateway:shop/gw:80',
      request: 'GET http://a.com/',
    }).destinations[0];
  const V1 = '{name: v1, labels: {version: v1}}';
  test.each<[string, readonly string[], string | null, readonly string[] | null]>([
    ['host: web', [], null, ['web-1', 'web-2']],
    ['host: gone', [], 'no service gone.shop.svc.cluster.local is known to proxies of shop', null],
    ['host: web, port: {number: 81}', [], 'web.shop.svc.cluster.local has no port 81, only 80', null],
    ['host: api, port: {number: 81}', [], 'api.shop.svc.cluster.local has no port 81, only 80, 9000', null],
    [
      'host: bare',
      [service('bare', 'selector: {app: web}')],
      'bare.shop.svc.cluster.local has no port 80, only none',
      null,
    ],
    [
      'host: dns, port: {number: 53}',
      [service('dns', 'ports: [{port: 53, protocol: UDP}]')],
      'dns.shop.svc.cluster.local has no port 53, only 53',
      null,
    ],
    ['host: empty', [], 'no pod answers for empty.shop.svc.cluster.local', []],
    ['host: web, subset: v1', [rule(V1)], null, ['web-1']],
    ['host: web, subset: ""', [rule(V1)], null, ['web-1', 'web-2']],
    [
      'host: web, subset: v9',
      [rule('{name: v9, labels: {version: v9, app: web}}')],
      'no pod with version=v9, app=web answers for web.shop.svc.cluster.local',
      [],
    ],
    [
      'host: web, subset: v9',
      [rule(V1)],
      'DestinationRule shop/d, which holds for web.shop.svc.cluster.local, has no subset v9',
      null,
    ],
    [
      'host: web, subset: v9',
      [],
      'no DestinationRule that holds here defines subset v9 of web.shop.svc.cluster.local',
      null,
    ],
    ['host: open', [service('open', PORTS)], null, null],
  ])('{%s}', (destination, documents, reason, endpoints) => {
    const found = one(destination, ...documents);
    expect([found?.reason, found?.endpoints, found?.available]).toEqual([reason, endpoints, reason === null]);
  });

  test.each([
    [
      'of another name',
      service('alias', `externalName: web.shop.svc.cluster.local, ${PORTS}`),
      'route web#0 | web.shop:80',
    ],
    [
      'of a name outside',
      service('alias', `externalName: a.test, ${PORTS}`),
      'route 503 web#0 | a.test:80 (nobody)',
    ],
  ])('a Service that is an alias %s', (_, alias, expected) => {
    const route = routes('- {route: [{destination: {host: alias}}]}');
    expect(ask(simulatorOf(gateway, route, alias), 'GET a.com/')).toBe(expected);
  });
});

describe('a route', () => {
  const DEFAULTS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: '{defaultHttpRetryPolicy: {attempts: 5, retryOn: reset}}'}`;
  const TO = 'route: [{destination: {host: web}}]';
  const does = (http: string, request = 'a.com/a', ...documents: readonly string[]) =>
    ask(simulatorOf(gateway, routes(http), ...documents), `GET ${request}`);
  const OK = 'web.shop:80';
  test.each([
    [`- {name: r, match: [{name: m}], ${TO}}`, `route web#r.m | ${OK}`],
    [`- {match: [{name: m}], ${TO}}`, `route web#.m | ${OK}`],
    [`- {name: r, match: [{uri: {exact: /x}, name: x}, {uri: {exact: /a}}], ${TO}}`, `route web#r | ${OK}`],
    [`- {match: [{uri: {exact: /a}}], ${TO}}`, `route web#0 | ${OK}`],
    [`- {timeout: 0m, ${TO}}`, `route web#0 | ${OK}`],
    [`- {timeout: 0.0s, ${TO}}`, `route web#0 | ${OK}`],
    [`- {timeout: 10s, ${TO}}`, `route web#0 | ${OK} | timeout 10s`],
    [`- {mirror: {host: api}, mirrorPercent: 7, ${TO}}`, `route web#0 | ${OK} | mirror api.shop:80 7%`],
    [
      `- {mirror: {host: api}, mirrorPercent: 7, mirrorPercentage: {value: 9}, ${TO}}`,
      `route web#0 | ${OK} | mirror api.shop:80 9%`,
    ],
    [`- {mirrors: [{}, {destination: {host: api}, percentage: {value: 0}}], ${TO}}`, `route web#0 | ${OK}`],
    [
      `- {mirror: {host: web}, mirrors: [{destination: {host: api}}], ${TO}}`,
      `route web#0 | ${OK} | mirror web.shop:80 100% | mirror api.shop:80 100%`,
    ],
    ['- {directResponse: {}}', 'direct_response 200 web#0'],
    ['- {redirect: {redirectCode: 304}}\n- {directResponse: {status: 201}}', 'no_route 404'],
    [
      '- {headers: {response: {set: {x: "1"}}}, directResponse: {status: 201}}',
      'direct_response 201 web#0 | response x=1',
    ],
    [
      '- {headers: {response: {set: {x: "1"}}}, redirect: {uri: /b}}',
      'redirect 301 web#0 | http://a.com/b | response x=1',
    ],
    [`- {directResponse: {status: 201}}\n- {${TO}}`, 'direct_response 201 web#0'],
  ])('%s: %s', (http, expected) => {
    expect(does(http)).toBe(expected);
  });

  test.each([
    ['', 'retries 5 on reset'],
    ['retries: {attempts: 1, retryOn: 5xx}, ', 'retries 1 on 5xx'],
  ])('without a policy of its own tries as the mesh says: {%s}', (fields, expected) => {
    expect(does(`- {${fields}${TO}}`, 'a.com/', DEFAULTS)).toBe(`route web#0 | ${OK} | ${expected}`);
    expect(ask(simulatorOf(DEFAULTS), 'GET web/', client)).toBe(`route#default | ${OK} | retries 5 on reset`);
  });
});
