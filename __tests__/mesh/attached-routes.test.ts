import { describe, expect, test } from '@jest/globals';
import { isReferenceGranted, routesOfListener, routesOfService } from '../../lib/mesh/attached-routes';
import { kubernetesGateways, type KubernetesGateway } from '../../lib/mesh/kubernetes-gateways';
import type { Manifest } from '../../lib/mesh/manifest';
import { meshRouteTargets } from '../../lib/mesh/mesh-route-targets';
import { manifest, meshOf } from './manifests';

const GROUP = 'gateway.networking.k8s.io';
const routeOf = (name: string, spec: object, kind = 'HTTPRoute', metadata: object = {}) =>
  manifest(`${GROUP}/v1`, kind, name, spec, metadata);

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
describe('a route is attached', () => {
  const listener = {
    name: 'web',
    port: 80,
    protocol: 'HTTP',
    allowedRoutes: { namespaces: { from: 'All' } },
  };

  function attached(route: Manifest, hostname = '', more: object = {}): readonly string[] | undefined {
    const mesh = meshOf(
      manifest(`${GROUP}/v1`, 'Gateway', 'shop/gw', { listeners: [{ ...listener, hostname, ...more }] }),
      route,
    );
    const [gateway] = kubernetesGateways(mesh) as readonly [KubernetesGateway];
    const [found] = gateway.listeners.flatMap((one) => routesOfListener(mesh, 'HTTPRoute', gateway, one));
    return found?.hosts;
  }

  test.each([
    [{ name: 'gw' }, true],
    [{ name: 'gw', group: GROUP, kind: 'Gateway', namespace: 'shop', sectionName: 'web', port: 80 }, true],
    [{ name: 'other' }, false],
    [{ name: 'gw', group: '' }, false],
    [{ name: 'gw', kind: 'Service' }, false],
    [{ name: 'gw', namespace: 'bank' }, false],
    [{ name: 'gw', sectionName: 'tls' }, false],
    [{ name: 'gw', port: 81 }, false],
  ])('to a listener by %j: %s', (parent, expected) => {
    expect(attached(routeOf('shop/r', { parentRefs: [parent] })) !== undefined).toBe(expected);
    expect(attached(routeOf('shop/r', { parentRefs: [{ name: 'none' }, parent] })) !== undefined).toBe(
      expected,
    );
  });

  test.each([
    ['bank/r', { name: 'gw' }, {}, undefined],
    ['bank/r', { name: 'gw', namespace: 'shop' }, {}, ['*']],
    ['bank/r', { name: 'gw', namespace: 'shop' }, { allowedRoutes: {} }, undefined],
    ['shop/r', { name: 'gw' }, { allowedRoutes: {} }, ['*']],
  ])('of %s by %j to a listener with %j for %j', (name, parent, more, expected) => {
    expect(attached(routeOf(name, { parentRefs: [parent] }), '', more)).toEqual(expected);
  });

  test.each([
    ['', [], ['*']],
    ['', ['a.test'], ['a.test']],
    ['*.test', [], ['*.test']],
    ['*.test', ['a.test', 'b.com'], ['a.test']],
    ['a.test', ['*.test'], ['a.test']],
    ['a.test', ['b.test'], undefined],
  ])('for the hosts that %s and %j have in common: %j', (hostname, hostnames, expected) => {
    expect(attached(routeOf('shop/r', { parentRefs: [{ name: 'gw' }], hostnames }), hostname)).toEqual(
      expected,
    );
  });

  test.each([
    [{ group: '', kind: 'Service', name: 'web' }, true],
    [{ group: '', kind: 'Service', name: 'web', namespace: 'shop', port: 80 }, true],
    [{ kind: 'Service', name: 'web' }, false],
    [{ group: '', name: 'web' }, false],
    [{ group: '', kind: 'Service', name: 'api' }, false],
    [{ group: '', kind: 'Service', name: 'web', namespace: 'bank' }, false],
    [{ group: '', kind: 'Service', name: 'web', port: 81 }, false],
  ])('to a Service by %j: %s', (parent, expected) => {
    const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
    const mesh = meshOf(
      routeOf('shop/a', { parentRefs: [parent] }),
      routeOf('shop/z', { parentRefs: [{ name: 'none' }, parent] }, 'HTTPRoute', old),
      routeOf('shop/g', { parentRefs: [parent] }, 'GRPCRoute'),
    );
    const found = routesOfService(mesh, 'HTTPRoute', { namespace: 'shop', name: 'web' }, 80);
    expect(found.map(({ name }) => name)).toEqual(expected ? ['z', 'a'] : []);
    const backendRefs = [{ name: 'api' }, { name: 'api', namespace: 'bank', port: 81 }];
    const [targets] = meshRouteTargets(
      meshOf(routeOf('shop/a', { parentRefs: [parent], rules: [{ backendRefs }] })),
    );
    const isService = 'group' in parent && 'kind' in parent;
    expect(targets?.backends).toEqual(
      isService
        ? [
            { host: 'api.shop.svc.cluster.local', port: undefined },
            { host: 'api.bank.svc.cluster.local', port: 81 },
          ]
        : undefined,
    );
    const home = 'namespace' in parent ? parent.namespace : 'shop';
    expect(targets?.parents).toEqual(
      isService ? [{ host: `${parent.name}.${home}.svc.cluster.local`, namespace: home }] : undefined,
    );
  });

  const FROM = { group: GROUP, kind: 'HTTPRoute', namespace: 'shop' };
  const TO = { group: '', kind: 'Service' };
  test.each([
    ['shop', {}, true],
    ['bank', {}, false],
    ['bank', { from: [FROM], to: [TO] }, true],
    ['bank', { from: [{}, FROM], to: [{}, TO] }, true],
    ['bank', { from: [FROM], to: [{ kind: 'Service', name: 'web' }] }, true],
    ['bank', { from: [FROM], to: [{ ...TO, name: '' }] }, true],
    ['bank', { from: [FROM], to: [{ ...TO, name: 'api' }] }, false],
    ['bank', { from: [FROM], to: [{ ...TO, kind: 'Secret' }] }, false],
    ['bank', { from: [FROM], to: [{ ...TO, group: 'apps' }] }, false],
    ['bank', { from: [{ ...FROM, group: '' }], to: [TO] }, false],
    ['bank', { from: [{ ...FROM, kind: 'GRPCRoute' }], to: [TO] }, false],
    ['bank', { from: [{ ...FROM, namespace: 'bank' }], to: [TO] }, false],
    ['other', { from: [FROM], to: [TO] }, false],
  ])('to a Service of %s where a grant says %j: %s', (home, spec, expected) => {
    const mesh = meshOf(manifest(`${GROUP}/v1beta1`, 'ReferenceGrant', 'bank/g', spec));
    expect(isReferenceGranted(mesh, routeOf('shop/r', {}), home, 'web')).toBe(expected);
  });
});
