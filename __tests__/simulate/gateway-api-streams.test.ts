import { expect, test } from '@jest/globals';
import { equivalence } from '../../lib/simulate/equivalence';
import { ask, meshOf, simulatorOf } from './shop';

const LISTENERS = [
  '{name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}, hostname: "*.test"}',
  '{name: ended, port: 8443, protocol: TLS, tls: {mode: Terminate, certificateRefs: [{name: c}]}}',
  '{name: db, port: 5432, protocol: TCP}',
];
const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec: {gatewayClassName: istio, listeners: [${LISTENERS.join(', ')}]}`;

function route(kind: string, name: string, backends: string, more = '', parent = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: {parentRefs: [{name: gw${parent}}], ${more}rules: [{backendRefs: [${backends}]}]}`;
}

const WEB = '{name: web, port: 80}';
const API = '{name: api, port: 80}';
const a = 'hostnames: [a.test], ';

/** @see https://gateway-api.sigs.k8s.io/guides/tls/#listeners-and-tls */
test.each([
  [
    'TLS by the name in the handshake',
    [route('TLSRoute', 'r', WEB, a)],
    'https://a.test',
    'route r#0 | web.shop:80',
  ],
  ['another name', [route('TLSRoute', 'r', WEB, a)], 'https://b.test', 'no_route'],
  ['a name that the listener does not take', [route('TLSRoute', 'r', WEB)], 'https://a.com', 'no_route'],
  [
    'the narrower name first',
    [route('TLSRoute', 'all', API), route('TLSRoute', 'r', WEB, a)],
    'https://a.test',
    'route r#0 | web.shop:80',
  ],
  ['any name of the listener', [route('TLSRoute', 'r', WEB)], 'tls://a.test:443', 'route r#0 | web.shop:80'],
  [
    'by weight',
    [route('TLSRoute', 'r', '{name: web, port: 80, weight: 3}, {name: api, port: 80}', a)],
    'https://a.test',
    'route r#0 | web.shop:80 75% + api.shop:80 25%',
  ],
  ['TCP', [route('TCPRoute', 'r', WEB)], 'tcp://a.test:5432', 'route r#0 | web.shop:80'],
  [
    'TCP at one listener',
    [route('TCPRoute', 'r', WEB, '', ', sectionName: ended')],
    'tcp://a.test:5432',
    'no_route',
  ],
  ['no TLSRoute at TCP', [route('TLSRoute', 'r', WEB)], 'tcp://a.test:5432', 'no_route'],
  [
    'what was inside of TLS that ends here',
    [route('TCPRoute', 'r', WEB)],
    'tls://a.test:8443',
    'route r#0 | web.shop:80',
  ],
  ['no backends', [route('TCPRoute', 'r', '')], 'tcp://a.test:5432', 'no_route'],
  [
    'a backend that is not there',
    [route('TCPRoute', 'r', '{name: gone, port: 80}')],
    'tcp://a.test:5432',
    'route 503 r#0 | gone.shop:80 (nobody)',
  ],
])('%s', (_, routes, url, expected) => {
  const port = /:(\d+)$/.exec(url)?.[1] ?? '443';
  const answer = ask(simulatorOf(GATEWAY, ...routes), `GET ${url}`, `gateway:shop/gw:${port}`);
  expect(answer.replace(' | no retries', '')).toBe(expected);
});

test.each([
  ['TLSRoute', /^GET tls:.* from gateway:shop\/gw:443: .*web.* -> .*api/],
  ['TCPRoute', /^GET tcp:.* from gateway:shop\/gw:5432: .*web.* -> .*api/],
])('another backend of a %s is found', (kind, found) => {
  const manifests = (backend: string) => meshOf(GATEWAY, route(kind, 'r', backend)).manifests;
  const lines = equivalence(manifests(WEB), manifests(API)).differences.map(
    ({ call, words }) => `${call.request} from ${call.from}: ${words.old} -> ${words.new}`,
  );
  expect(lines).toContainEqual(expect.stringMatching(found));
});
