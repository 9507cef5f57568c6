import { describe, expect, test } from '@jest/globals';
import { ask, simulatorOf } from './shop';

function entry(name: string, host: string, port: string, more = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}, namespace: shop}
spec: {hosts: ['${host}'], ports: [${port}], resolution: DNS${more}}`;
}

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/ */
describe('TLS and TCP of a workload', () => {
  const TLS = '{number: 443, name: tls, protocol: TLS}';
  const MAIL = entry('mail', 'mail.test', TLS);
  const byGateway = (match: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [mail.test]
  tls: [{match: [{${match}}], route: [{destination: {host: web, port: {number: 80}}}]}]`;
  test.each([
    [
      'by the name in the handshake',
      [MAIL],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    ['another name', [MAIL], 'https://other.test', 'passthrough'],
    ['another port', [MAIL], 'https://mail.test:8443', 'passthrough'],
    [
      'below a wildcard',
      [entry('all', '*.test', TLS)],
      'https://a.test',
      'route#default | *.test:443 | no retries',
    ],
    [
      'the narrower host',
      [entry('all', '*.test', TLS), MAIL],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'by a route',
      [MAIL, byGateway('port: 443, sniHosts: [mail.test]')],
      'https://mail.test',
      'route v#tls[0] | web.shop:80 | no retries',
    ],
    [
      'by a route for another port',
      [MAIL, byGateway('port: 8443, sniHosts: [mail.test]')],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'by a route of gateways',
      [MAIL, byGateway('gateways: [gw], sniHosts: [mail.test]')],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'plain TCP by the address',
      [entry('db', 'db.test', '{number: 5432, name: tcp, protocol: TCP}')],
      'tcp://db.test:5432',
      'route#default | db.test:5432 | no retries',
    ],
  ])('%s', (_, documents, url, expected) => {
    expect(ask(simulatorOf(...documents), `GET ${url}`, 'workload:shop/client')).toBe(expected);
  });
});
