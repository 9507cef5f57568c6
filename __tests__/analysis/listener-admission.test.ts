import { describe, expect, test } from '@jest/globals';
import { admits, namedListeners } from '../../lib/analysis/listener-admission';
import { parentsOf } from '../../lib/analysis/gateway-api-routes';
import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { JsonObject } from '../../lib/vocabulary/json';

function object(kind: string, namespace: string, spec: JsonObject, labels: JsonObject = {}): Manifest {
  const apiVersion = kind === 'Namespace' ? 'v1' : 'gateway.networking.k8s.io/v1';
  const name = kind === 'Namespace' ? namespace : 'web';
  const found = manifestOf({ apiVersion, kind, metadata: { name, namespace, labels }, spec }, 'default');
  if (found === undefined) throw new Error('a manifest has apiVersion and kind');
  return found;
}
const gateway = (listeners: readonly JsonObject[]) => object('Gateway', 'shop', { listeners });

describe('a listener admits', () => {
  const routes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

  test.each([
    [{ protocol: 'HTTP' }, ['HTTPRoute', 'GRPCRoute']],
    [{ protocol: 'HTTPS' }, ['HTTPRoute', 'GRPCRoute']],
    [{ protocol: 'TLS' }, ['TLSRoute', 'TCPRoute']],
    [{ protocol: 'TCP' }, ['TCPRoute']],
    [{ protocol: 'UDP' }, ['UDPRoute']],
    [{ protocol: 'a.com/b' }, routes],
    [{ protocol: 'HTTP', allowedRoutes: { kinds: [] } }, ['HTTPRoute', 'GRPCRoute']],
    [{ protocol: 'HTTP', allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } }, ['HTTPRoute']],
    [
      { protocol: 'TLS', allowedRoutes: { kinds: [{ kind: 'TCPRoute' }, { kind: 'TLSRoute' }] } },
      ['TLSRoute', 'TCPRoute'],
    ],
  ])('by %j the kinds %j', (listener, kinds) => {
    const taken = routes.filter((kind) =>
      admits(new Mesh([]), gateway([listener]), listener, object(kind, 'shop', {})),
    );
    expect(taken).toEqual(kinds);
  });

  test.each([
    [undefined, ['shop']],
    [{ from: 'Same' }, ['shop']],
    [{ from: 'All' }, ['shop', 'bank', 'elsewhere']],
    [{ from: 'None' }, []],
    [{ from: 'Selector', selector: { matchLabels: { team: 'money' } } }, ['bank']],
    [
      { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } } },
      ['elsewhere'],
    ],
  ])('by namespaces %j those of %j', (namespaces, expected) => {
    const mesh = new Mesh([object('Namespace', 'bank', {}, { team: 'money' })]);
    const listener: JsonObject = { protocol: 'HTTP', ...(namespaces && { allowedRoutes: { namespaces } }) };
    const taken = ['shop', 'bank', 'elsewhere'].filter((namespace) =>
      admits(mesh, gateway([listener]), listener, object('HTTPRoute', namespace, {})),
    );
    expect(taken).toEqual(expected);
  });
});

test.each([
  [{}, ['a', 'b', 'c']],
  [{ sectionName: 'b' }, ['b']],
  [{ port: 80 }, ['a', 'b']],
  [{ port: 80, sectionName: 'a' }, ['a']],
  [{ port: 81, sectionName: 'a' }, []],
  [{ sectionName: 'd' }, []],
])('a parent %j means the listeners %j', (parent, expected) => {
  const listeners = [
    { name: 'a', port: 80 },
    { name: 'b', port: 80 },
    { name: 'c', port: 443 },
  ];
  const [reference] = parentsOf(object('HTTPRoute', 'shop', { parentRefs: [{ name: 'web', ...parent }] }));
  expect(reference && namedListeners(gateway(listeners), reference).map(({ name }) => name)).toEqual(
    expected,
  );
});
