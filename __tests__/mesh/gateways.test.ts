import { describe, expect, test } from '@jest/globals';
import { gatewayReference } from '../../lib/mesh/gateway-reference';
import { Gateways } from '../../lib/mesh/gateways';
import { kubernetesGateways } from '../../lib/mesh/kubernetes-gateways';
import { isMeant, scopedHost } from '../../lib/mesh/scoped-host';
import { istio, manifest, meshOf, namespace } from './manifests';

const k8sGateway = (name: string, listeners: readonly object[], metadata: object = {}) =>
  manifest('gateway.networking.k8s.io/v1', 'Gateway', name, { listeners }, metadata);

describe('names', () => {
  test.each([
    ['mesh', 'mesh'],
    ['gw', 'shop/gw'],
    ['./gw', 'shop/gw'],
    ['bank/gw', 'bank/gw'],
    ['gw.bank', 'bank/gw'],
    ['gw.bank.svc.cluster.local', 'bank/gw'],
  ])('the gateway %s of shop is %s', (name, expected) => {
    expect(gatewayReference(name, 'shop')).toBe(expected);
  });

  test.each([
    ['a.test', { namespace: '*', host: 'a.test' }, [true, true]],
    ['*/a.test', { namespace: '*', host: 'a.test' }, [true, true]],
    ['./a.test', { namespace: 'shop', host: 'a.test' }, [true, false]],
    ['bank/*', { namespace: 'bank', host: '*' }, [false, true]],
    ['/a.test', { namespace: '', host: 'a.test' }, [false, false]],
  ])('the host %s is %j', (text, expected, meant) => {
    const scoped = scopedHost(text, 'shop');
    expect(scoped).toEqual(expected);
    expect(['shop', 'bank'].map((viewer) => isMeant(scoped, viewer))).toEqual(meant);
  });
});

describe('Gateways of Istio', () => {
  const servers = [
    {
      port: { number: 443, name: 'https', protocol: 'HTTPS' },
      hosts: ['./a.test', 'b.test'],
      bind: '10.0.0.1',
      tls: { mode: 'SIMPLE', httpsRedirect: false },
    },
    { port: { number: 80, protocol: 'HTTP' }, tls: { httpsRedirect: true } },
    { port: { protocol: 'ODD' } },
  ];
  const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
  const gateways = Gateways.of(
    meshOf(
      istio('Gateway', 'shop/gw', { selector: { app: 'edge' }, servers }),
      istio('Gateway', 'bank/all', {}, old),
    ),
  );

  test('are read with what they leave out', () => {
    const gw = gateways.named('shop/gw');
    expect(gw?.selector).toEqual({ app: 'edge' });
    expect(gw?.servers.map((server) => ({ ...server, manifest: undefined }))).toEqual([
      {
        gateway: 'shop/gw',
        index: 0,
        port: 443,
        portName: 'https',
        protocol: 'https',
        bind: '10.0.0.1',
        hosts: [
          { namespace: 'shop', host: 'a.test' },
          { namespace: '*', host: 'b.test' },
        ],
        tls: { mode: 'SIMPLE', httpsRedirect: false },
      },
      {
        gateway: 'shop/gw',
        index: 1,
        port: 80,
        portName: '',
        protocol: 'http',
        bind: '',
        hosts: [],
        tls: { mode: 'PASSTHROUGH', httpsRedirect: true },
      },
      { gateway: 'shop/gw', index: 2, port: 0, portName: '', protocol: 'unknown', bind: '', hosts: [] },
    ]);
    expect(gateways.named('bank/gw')).toBeUndefined();
  });

  test.each([
    [{ app: 'edge' }, ['bank/all', 'shop/gw']],
    [{ app: 'other' }, ['bank/all']],
  ])('pods with %j carry out %j, the oldest first', (labels, expected) => {
    expect(gateways.carriedOutBy(labels).map(({ name }) => name)).toEqual(expected);
  });
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
describe('Gateways of the Gateway API', () => {
  test('are read with what their listeners leave out', () => {
    const mesh = meshOf(
      k8sGateway('shop/young', []),
      k8sGateway(
        'shop/z',
        [
          { name: 'tls', port: 443, protocol: 'TLS', hostname: '*.test', tls: { mode: 'Passthrough' } },
          { hostname: '' },
        ],
        { creationTimestamp: '2026-01-01T00:00:00Z' },
      ),
    );
    const [gateway, young] = kubernetesGateways(mesh);
    expect([gateway?.name, young?.name]).toEqual(['shop/z', 'shop/young']);
    const admits = expect.any(Function);
    expect(gateway?.listeners).toEqual([
      { name: 'tls', port: 443, protocol: 'TLS', hostname: '*.test', tlsMode: 'Passthrough', admits },
      { name: '', port: 0, protocol: 'HTTP', hostname: '*', tlsMode: 'Terminate', admits },
    ]);
  });

  const selector = { matchLabels: { team: 'a' } };
  test.each([
    [undefined, [true, false, false]],
    [{ from: 'Same' }, [true, false, false]],
    [{ from: 'All' }, [true, true, true]],
    [{ from: 'None' }, [false, false, false]],
    [{ from: 'Selector', selector }, [false, true, false]],
    [{ selector }, [true, false, false]],
  ])('admit routes of namespaces by %j', (namespaces, expected) => {
    const listener = { name: 'l', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces } };
    const mesh = meshOf(k8sGateway('shop/gw', [listener]), namespace('bank', { team: 'a' }));
    const admits = kubernetesGateways(mesh)[0]?.listeners[0]?.admits;
    expect(['shop', 'bank', 'other'].map((one) => admits?.(one))).toEqual(expected);
  });
});
