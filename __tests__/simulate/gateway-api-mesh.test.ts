import { describe, expect, test } from '@jest/globals';
import { ask, client, simulatorOf } from './shop';

const API = 'backendRefs: [{name: api, port: 80}]';

/** @see https://gateway-api.sigs.k8s.io/mesh/ */
describe('routes inside of the mesh', () => {
  const inMesh = (name: string, rules: string, more = ''): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop${more}}
spec: {parentRefs: [{group: '', kind: Service, name: web, port: 80}], rules: [${rules}]}`;
  const rival = (created: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: vs, namespace: bank, creationTimestamp: '${created}'}
spec: {hosts: [web.shop.svc.cluster.local], http: [{name: r, directResponse: {status: 200}}]}`;
  test.each([
    ['a route', [inMesh('r', `{${API}}`)], 'GET web/', 'route r#0 | api.shop:80'],
    [
      'no rule matches',
      [inMesh('r', `{matches: [{path: {value: /x}}], ${API}}`)],
      'GET web/',
      'no_route 404',
    ],
    ['another service', [inMesh('r', `{${API}}`)], 'GET api/', 'route#default | api.shop:80'],
    [
      "the client's own before an older VirtualService",
      [inMesh('r', `{${API}}`), rival('2020-01-01T00:00:00Z')],
      'GET web/',
      'route r#0 | api.shop:80',
    ],
  ])('%s', (_, documents, request, expected) => {
    expect(ask(simulatorOf(...documents), request, client)).toBe(expected);
  });
});

/** @see https://gateway-api.sigs.k8s.io/mesh/ */
test('a Sidecar that imports a service imports what the routes of the service send to', () => {
  const documents = `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: s, namespace: shop}
spec: {egress: [{hosts: [./web.shop.svc.cluster.local]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: h, namespace: shop}
spec:
  parentRefs: [{group: '', kind: Service, name: web}]
  rules: [{backendRefs: [{name: api, port: 80}]}]`;
  expect(ask(simulatorOf(documents), 'GET web/', client)).toBe('route h#0 | api.shop:80');
});
