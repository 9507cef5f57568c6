import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';

const system = new EventSystemUnderTest();
const whole = system.manifests();
/** All objects of a deployment as one text. */
const text = (given: JsonObject) => JSON.stringify(system.manifests(given).all);
const ENTRANCE = /^(Gateway|VirtualService|HTTPRoute) /;

describe('a role that is off', () => {
  test('takes its way in along', () => {
    const without = system.manifests({ backend: { enabled: false } });
    expect(without.titles.filter((title) => ENTRANCE.test(title))).toEqual([]);
    expect(without.titles).not.toContain('DestinationRule event-system-event-backend-dr');
    expect(without.titles).toContain('PeerAuthentication event-system-event-backend');
  });

  test('leaves the stores to the others', () => {
    const without = system.manifests({ worker: { enabled: false }, scheduler: { enabled: false } });
    const { rules } = without.one('AuthorizationPolicy', 'event-system-postgresql').spec;
    expect(rules.map(({ from }) => from[0].source.principals)).toEqual([
      ['cluster.local/ns/event-system/sa/event-system-event-backend-backend'],
    ]);
  });

  test('all of them off: the stores let nobody in', () => {
    const off = { enabled: false };
    const without = system.manifests({ backend: off, worker: off, scheduler: off });
    expect(without.one('AuthorizationPolicy', 'event-system-postgresql').spec).not.toHaveProperty('rules');
    expect(
      JSON.stringify(without.one('NetworkPolicy', 'event-system-postgresql').spec.ingress),
    ).not.toContain('5432');
    expect(without.every('Deployment')).toEqual([]);
  });
});

describe('a store that is off', () => {
  test.each([
    ['postgresql', 'event-system-postgresql', 'POSTGRES_'],
    ['redis', 'event-system-redis', 'REDIS_'],
  ])('leaves nothing of it: %s', (store, name, variables) => {
    const without = text({ [store]: { enabled: false } });
    expect(without).not.toContain(name);
    expect(without).not.toContain(`"${variables}`);
  });
});

describe('the way in', () => {
  test('that is closed lets no gateway in', () => {
    const closed = system.manifests({ istio: { enableGateway: false }, tests: { enabled: false } });
    expect(JSON.stringify(whole.all)).toContain('sa/istio-ingressgateway-service-account');
    expect(JSON.stringify(closed.all)).not.toContain('istio-ingressgateway');
    expect(closed.one('AuthorizationPolicy', 'event-system-event-backend-backend').spec).not.toHaveProperty(
      'rules',
    );
  });

  test('by the Gateway API lets in the pods that Istio makes for its Gateway, and no others', () => {
    const api = system.manifests({ istio: { useGatewayAPI: true } });
    const name = 'event-system-event-backend-backend';
    expect(JSON.stringify(api.one('AuthorizationPolicy', name))).not.toContain('istio-ingressgateway');
    expect(api.one('AuthorizationPolicy', name).spec.rules[0].from[0].source.principals).toEqual([
      'cluster.local/ns/event-system/sa/event-system-event-backend-gateway-istio',
    ]);
    expect(api.one('HTTPRoute').spec.rules[0].timeouts).toEqual({ request: '15s' });
  });

  test('without a mesh there is no object of it, and no word of it in pods', () => {
    const plain = system.manifests({ istio: { enabled: false } });
    expect(plain.all.filter(({ apiVersion }) => apiVersion.includes('istio.io'))).toEqual([]);
    expect(JSON.stringify(plain.every('Deployment'))).not.toContain('istio');
    expect(plain.one('Namespace').metadata.labels).not.toHaveProperty('istio-injection');
  });

  test('without NetworkPolicies there are none', () => {
    expect(system.manifests({ networkPolicy: { enabled: false } }).every('NetworkPolicy')).toEqual([]);
  });
});

describe('names', () => {
  test('follow nameOverride and namespaceOverride', () => {
    const named = system.manifests({ nameOverride: 'mails', namespaceOverride: 'post' });
    expect(named.titles).toContain('Deployment event-system-mails-worker');
    expect(named.titles).toContain('Namespace post');
    expect(
      new Set(named.all.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [] : [metadata.namespace]))),
    ).toEqual(new Set(['post']));
    expect(JSON.stringify(named.all)).not.toContain('event-backend-');
  });

  test('that would be too long are refused', () => {
    const long = { name: 'r'.repeat(35), namespace: 'shop' };
    expect(system.refusals({}, long)).toEqual(
      expect.arrayContaining([expect.stringMatching(/the release's name may have at most 34 characters/)]),
    );
    expect(
      system.refusals({ nameOverride: 'n'.repeat(30) }, { name: 'r'.repeat(14), namespace: 'shop' }),
    ).toEqual([
      expect.stringMatching(/release name and nameOverride together may have at most 43 characters/),
    ]);
    expect(
      system.refusals({ nameOverride: 'n'.repeat(30) }, { name: 'r'.repeat(13), namespace: 'shop' }),
    ).toEqual([]);
  });
});

describe('refused', () => {
  test.each<[JsonObject, string]>([
    [
      { worker: { autoscaling: { enabled: true, queue: { enabled: true } } }, redis: { enabled: false } },
      'the worker is to scale by the depth of its queue, but there is none',
    ],
    [{ worker: { replicas: 2 } }, 'worker.replicas: unknown key'],
    [{ backend: { podLabels: { app: 'x' } } }, 'backend.podLabels.app: is set by the chart itself'],
    [
      { worker: { podAnnotations: { 'checksum/configuration': 'x' } } },
      'worker.podAnnotations.checksum/configuration: is set by the chart itself',
    ],
    [{ redis: { cluster: { enabled: true } } }, 'redis.cluster.enabled: found true, expected false'],
    [{ istio: { route: { timeoutSeconds: 3 } } }, 'timeout'],
    [
      { backend: { autoscaling: { enabled: true, targetCPUUtilizationPercentage: 0 } } },
      'autoscaling needs a target',
    ],
  ])('%j', (given, message) => {
    expect(system.refusals(given)).toEqual([expect.stringContaining(message)]);
  });
});
