import { describe, expect, test } from '@jest/globals';
import { authorizationPolicies } from '../../lib/mesh/authorization-policies';
import { PeerAuthentications } from '../../lib/mesh/peer-authentications';
import { extensionsOf, hasExtensions, type ProxySide } from '../../lib/mesh/proxy-extensions';
import { istio, meshOf, meshSettings } from './manifests';

const WEB = { app: 'web' };
const selector = { matchLabels: WEB };
const old = { creationTimestamp: '2026-01-01T00:00:00Z' };

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
describe('policies of workloads', () => {
  const policy = (name: string, spec: object = {}, metadata: object = {}) =>
    istio('AuthorizationPolicy', name, spec, metadata);
  const gateway = { kind: 'Gateway', name: 'gw' };
  const all = [
    policy('shop/a', { selector }),
    policy('shop/b', {}, old),
    policy('shop/c', { selector: { matchLabels: { app: 'api' } } }),
    policy('shop/d', { workloadSelector: { labels: WEB } }),
    policy('shop/e', { workloadSelector: { labels: { app: 'api' } } }),
    policy('shop/f', { targetRefs: [{ kind: 'Service', name: 'web' }, gateway] }),
    policy('shop/g', { targetRef: gateway }),
    policy('bank/h'),
    policy('bank/i', { targetRef: { ...gateway, namespace: 'shop' } }),
    policy('bank/j', { targetRef: { kind: 'GatewayClass', name: 'istio-waypoint' } }),
    policy('istio-system/k'),
    policy('istio-system/l', { selector: { matchLabels: { app: 'api' } } }),
    policy('istio-system/m', { targetRef: { kind: 'GatewayClass', name: 'istio-waypoint' } }),
    policy('istio-system/n', { targetRef: gateway }),
  ];
  const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name).join('');
  const policies = authorizationPolicies(meshOf(...all));

  test.each([
    ['shop', WEB, 'kbad'],
    ['shop', { app: 'api' }, 'klbce'],
    ['bank', WEB, 'kh'],
    ['istio-system', { app: 'api' }, 'kl'],
    ['other', {}, 'k'],
  ])('for pods of %s with %j: the root namespace first, then by age', (home, labels, expected) => {
    expect(names(policies.applyingTo(home, labels))).toBe(expected);
  });

  test.each([
    [[{ kind: 'Gateway', namespace: 'shop', name: 'gw' }], 'fgi'],
    [[{ kind: 'Gateway', namespace: 'bank', name: 'gw' }], ''],
    [[{ kind: 'Service', namespace: 'shop', name: 'gw' }], ''],
    [[{ kind: 'Gateway', namespace: 'shop', name: 'web' }], ''],
    [[{ kind: 'GatewayClass', namespace: '', name: 'istio-waypoint' }], 'm'],
    [[{ kind: 'GatewayClass', namespace: '', name: 'istio' }], ''],
    [
      [
        { kind: 'Service', namespace: 'other', name: 'web' },
        { kind: 'Service', namespace: 'shop', name: 'web' },
      ],
      'f',
    ],
    [[], ''],
  ])('attached to %j', (targets, expected) => {
    expect(names(policies.attachedTo(targets))).toBe(expected);
  });

  test('the root namespace is the one that the mesh names', () => {
    const mesh = meshOf(policy('mesh/a'), policy('istio-system/b'), meshSettings({ rootNamespace: 'mesh' }));
    expect(names(authorizationPolicies(mesh).applyingTo('shop', {}))).toBe('a');
  });
});

/** @see https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
describe('mutual TLS', () => {
  const peers = (name: string, mode: string, more: object = {}, metadata: object = {}) =>
    istio('PeerAuthentication', name, { mtls: { mode }, ...more }, metadata);
  const ofWeb = (mode: string, more: object = {}, metadata: object = {}) =>
    peers('shop/own', mode, { selector, ...more }, metadata);
  const ofPort = (mode: string) => ({ portLevelMtls: { 8080: { mode } } });
  test.each([
    ['nothing', [], 'PERMISSIVE'],
    ['the mesh', [peers('istio-system/m', 'STRICT')], 'STRICT'],
    ['the namespace', [peers('istio-system/m', 'STRICT'), peers('shop/n', 'DISABLE')], 'DISABLE'],
    ['the workload', [peers('shop/n', 'DISABLE'), ofWeb('STRICT')], 'STRICT'],
    ['its port', [ofWeb('STRICT', ofPort('DISABLE'))], 'DISABLE'],
    ['another port', [ofWeb('STRICT', { portLevelMtls: { 80: { mode: 'DISABLE' } } })], 'STRICT'],
    ['a port that leaves it open', [ofWeb('STRICT', ofPort('UNSET'))], 'STRICT'],
    ['a port of the namespace says nothing', [peers('shop/n', 'STRICT', ofPort('DISABLE'))], 'STRICT'],
    ['what is left open', [peers('shop/n', 'DISABLE'), ofWeb('UNSET')], 'DISABLE'],
    ['left open by all', [peers('shop/n', 'UNSET'), peers('istio-system/m', 'UNSET')], 'PERMISSIVE'],
    ['other pods', [peers('shop/o', 'STRICT', { selector: { matchLabels: { app: 'api' } } })], 'PERMISSIVE'],
    ['another namespace', [peers('bank/n', 'STRICT')], 'PERMISSIVE'],
    ['the pods of another', [peers('bank/n', 'STRICT', { selector })], 'PERMISSIVE'],
    ['some pods of the root', [peers('istio-system/m', 'STRICT', { selector })], 'PERMISSIVE'],
    ['a selector of nothing', [peers('shop/n', 'STRICT', { selector: { matchLabels: {} } })], 'STRICT'],
    ['the older one', [peers('shop/a', 'STRICT'), peers('shop/z', 'DISABLE', {}, old)], 'DISABLE'],
  ])('is as %s says', (_, policies, expected) => {
    const found = PeerAuthentications.of(meshOf(...policies)).modeOf('shop', WEB, 8080);
    expect(found.mode).toBe(expected);
    expect(found.manifest === undefined).toBe(expected === 'PERMISSIVE');
  });
});

describe('what puts code of its own into proxies', () => {
  const context = (...contexts: readonly (string | undefined)[]) => ({
    configPatches: contexts.map((one) => ({ match: one === undefined ? {} : { context: one } })),
  });
  const filter = (spec: object) => istio('EnvoyFilter', 'shop/x', spec);
  const plugin = (spec: object) => istio('WasmPlugin', 'shop/x', spec);
  const mode = (...modes: readonly (string | undefined)[]) => ({
    match: modes.map((one) => (one === undefined ? {} : { mode: one })),
  });
  const SIDES: readonly ProxySide[] = ['GATEWAY', 'SIDECAR_OUTBOUND', 'SIDECAR_INBOUND'];
  test.each([
    [filter(context('GATEWAY')), ['GATEWAY']],
    [filter(context('SIDECAR_OUTBOUND')), ['SIDECAR_OUTBOUND']],
    [filter(context('GATEWAY', 'SIDECAR_INBOUND')), ['GATEWAY', 'SIDECAR_INBOUND']],
    [filter(context('ANY')), SIDES],
    [filter(context(undefined)), SIDES],
    [filter({}), []],
    [plugin({}), SIDES],
    [plugin(mode('SERVER')), ['SIDECAR_INBOUND']],
    [plugin(mode('CLIENT')), ['GATEWAY', 'SIDECAR_OUTBOUND']],
    [plugin(mode('CLIENT_AND_SERVER')), SIDES],
    [plugin(mode(undefined)), SIDES],
    [plugin(mode('CLIENT', 'SERVER')), SIDES],
    [istio('TrafficExtension', 'shop/x', mode('SERVER')), ['SIDECAR_INBOUND']],
    [istio('EnvoyFilter', 'bank/x', context('ANY')), []],
    [plugin({ selector: { matchLabels: { app: 'api' } } }), []],
    [plugin({ targetRefs: [{ kind: 'Gateway', name: 'gw' }] }), SIDES],
    [plugin({ targetRefs: [{ kind: 'Gateway', name: 'other' }] }), []],
  ])('%# concerns %j', (extension, expected) => {
    const mesh = meshOf(extension);
    const targets = [{ kind: 'Gateway', namespace: 'shop', name: 'gw' }];
    const concerned = SIDES.filter(
      (side) => extensionsOf(mesh, { namespace: 'shop', labels: WEB, targets, side }).length > 0,
    );
    expect(concerned).toEqual(expected);
    expect(hasExtensions(mesh)).toBe(true);
    expect(hasExtensions(meshOf())).toBe(false);
  });
});
