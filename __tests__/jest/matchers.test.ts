import { describe, expect, test } from '@jest/globals';
import { loadAll } from 'js-yaml';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, ApiObject, Chart } from 'cdk8s';
import { matchers, type TestCall } from '../../lib/jest/matchers';

expect.extend(matchers);

const mesh = `
apiVersion: v1
kind: Service
metadata: {name: backend, namespace: shop}
spec:
  selector: {app: backend}
  ports: [{name: http, port: 5001}]
---
apiVersion: v1
kind: Pod
metadata: {name: backend-1, namespace: shop, labels: {app: backend, version: v1}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  selector: {istio: ingress}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: backend, namespace: shop}
spec:
  host: backend
  subsets: [{name: v1, labels: {version: v1}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [web]
  http:
    - name: old
      match: [{uri: {exact: /old}}]
      redirect: {uri: /new}
    - name: api
      match: [{uri: {prefix: /api}}]
      rewrite: {uri: /v1}
      timeout: 15s
      retries: {attempts: 3, perTryTimeout: 2s, retryOn: '5xx,503'}
      route: [{destination: {host: backend, subset: v1}}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: no-delete, namespace: shop}
spec:
  action: DENY
  selector: {matchLabels: {istio: ingress}}
  rules: [{to: [{operation: {methods: [DELETE]}}]}]
`;
const get = 'GET http://shop.example.com/api/items';
const old = 'GET http://shop.example.com/old';
const remove = 'DELETE http://shop.example.com/api/items';

/** The message of an expectation that must fail. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the expectation holds');
}

describe('matchers', () => {
  test.each<[string, () => void, () => void]>([
    [
      'toRoute by name',
      () => {
        expect(mesh).toRoute(get, { to: 'backend' });
      },
      () => {
        expect(mesh).not.toRoute(get, { to: 'backend' });
      },
    ],
    [
      'toRoute with everything',
      () => {
        expect(mesh).toRoute(get, {
          to: 'backend.shop',
          port: 5001,
          subset: 'v1',
          weight: 100,
          path: '/v1/items',
        });
      },
      () => {
        expect(mesh).toRoute(get, { to: 'backend', path: '/api/items' });
      },
    ],
    [
      'toRoute elsewhere',
      () => {
        expect(mesh).not.toRoute(get, { to: 'worker' });
      },
      () => {
        expect(mesh).toRoute(get, { to: 'worker' });
      },
    ],
    [
      'toRoute to another subset',
      () => {
        expect(mesh).not.toRoute(get, { to: 'backend', subset: 'v2' });
      },
      () => {
        expect(mesh).toRoute(get, { to: 'backend', subset: 'v2' });
      },
    ],
    [
      'toRoute of a smaller share',
      () => {
        expect(mesh).not.toRoute(get, { to: 'backend', weight: 10 });
      },
      () => {
        expect(mesh).toRoute(get, { to: 'backend', weight: 10 });
      },
    ],
    [
      'toRedirect',
      () => {
        expect(mesh).toRedirect(old);
      },
      () => {
        expect(mesh).not.toRedirect(old);
      },
    ],
    [
      'toRedirect with location',
      () => {
        expect(mesh).toRedirect(old, { location: 'http://shop.example.com/new', status: 301 });
      },
      () => {
        expect(mesh).toRedirect(old, { status: 302 });
      },
    ],
    [
      'toRedirect of a route',
      () => {
        expect(mesh).not.toRedirect(get);
      },
      () => {
        expect(mesh).toRedirect(get);
      },
    ],
    [
      'toBeDenied',
      () => {
        expect(mesh).toBeDenied(remove);
      },
      () => {
        expect(mesh).not.toBeDenied(remove);
      },
    ],
    [
      'toBeDenied by a policy',
      () => {
        expect(mesh).toBeDenied(remove, 'shop/no-delete');
      },
      () => {
        expect(mesh).toBeDenied(remove, 'shop/other');
      },
    ],
    [
      'toBeDenied of what is allowed',
      () => {
        expect(mesh).not.toBeDenied(get);
      },
      () => {
        expect(mesh).toBeDenied(get);
      },
    ],
    [
      'toRetry',
      () => {
        expect(mesh).toRetry(get);
      },
      () => {
        expect(mesh).not.toRetry(get);
      },
    ],
    [
      'toRetry with everything',
      () => {
        expect(mesh).toRetry(get, { attempts: 3, perTryTimeout: '2s', on: ['5xx', '503'] });
      },
      () => {
        expect(mesh).toRetry(get, { attempts: 2 });
      },
    ],
    [
      'toRetry on something else',
      () => {
        expect(mesh).not.toRetry(get, { on: ['reset'] });
      },
      () => {
        expect(mesh).toRetry(get, { on: ['reset'] });
      },
    ],
    [
      'toTimeoutAfter',
      () => {
        expect(mesh).toTimeoutAfter(get, '15s');
      },
      () => {
        expect(mesh).not.toTimeoutAfter(get, '15s');
      },
    ],
    [
      'toTimeoutAfter another time',
      () => {
        expect(mesh).not.toTimeoutAfter(get, '10s');
      },
      () => {
        expect(mesh).toTimeoutAfter(get, '10s');
      },
    ],
  ])('%s holds, and its opposite fails', (_, holds, fails) => {
    holds();
    expect(failure(fails)).toContain('Received: ');
  });

  test('toHaveNoFindings', () => {
    const alone = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
    const lost = mesh.replace('gateways: [web]', 'gateways: [nowhere]');
    expect(alone).toHaveNoFindings('error');
    expect(lost).not.toHaveNoFindings('error');
    expect(
      failure(() => {
        expect(lost).toHaveNoFindings('error');
      }),
    ).toContain('Expected: no finding of level error or above');
  });

  test('the message tells what is expected, each step, and the nearest miss', () => {
    const call: TestCall = { request: 'GET http://shop.example.com/ap', headers: { 'x-user': 'bob' } };
    expect(
      failure(() => {
        expect(mesh).toRoute(call, { to: 'backend', subset: 'v1', weight: 10 });
      }),
    ).toBe(
      `expect(mesh).toRoute

Expected: a route to backend subset v1 with 10 %
Received: GET http://shop.example.com/ap   (from gateway:*:80)
  x-user: bob
  · enters at port 80 of the gateway that shop/web carries out
  · authorization at the gateway: no policy denies it
  · virtual host shop.example.com for shop.example.com
  · route old of shop/web does not match: path is "/old"
  · route api of shop/web does not match: path begins with "/api"
  · no route of this virtual host matches; others are not tried
  · nearest miss: route old of shop/web, but for: path is "/old"
  · in Envoy's words: listener 0.0.0.0:80, route "http.80", flag NR
  = no route 404
`,
    );
  });

  test('the message of the opposite says so', () => {
    expect(
      failure(() => {
        expect(mesh).not.toRedirect(old, { status: 301 });
      }),
    ).toMatch(/^expect\(mesh\)\.not\.toRedirect\n\nExpected: not a redirect 301\nReceived: GET http:/);
  });

  test('the subject is a Chart, an App, objects, a text, a file or a folder', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const objects = mesh.split('\n---\n').length;
    const parsed = manifests();
    for (const [index, object] of parsed.entries()) new ApiObject(chart, `object-${index}`, object);
    const folder = mkdtempSync(path.join(tmpdir(), 'matchers-'));
    const file = path.join(folder, 'mesh.yaml');
    writeFileSync(file, mesh);
    expect(parsed).toHaveLength(objects);
    for (const subject of [chart, app, parsed, mesh, file, folder, [file], chart.toJson()]) {
      expect(subject).toRoute(get, { to: 'backend' });
    }
    expect(
      failure(() => {
        expect(7).toRoute(get, { to: 'backend' });
      }),
    ).toBe('expected an App, a Chart, objects, the text of manifests, a file or a folder, but got number');
  });
});

function manifests(): { apiVersion: string; kind: string }[] {
  return loadAll(mesh) as unknown as { apiVersion: string; kind: string }[];
}
