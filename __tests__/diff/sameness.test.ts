import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bases, changedLines, differenceOf, manifestsOf, withField } from './changed-objects';
import { restaurantPrices } from '../cost/restaurant';
import { compareManifests } from '../../lib/diff/difference';
import type { Json, JsonObject } from '../../lib/vocabulary/json';

type Kind = keyof typeof bases;

/** The items of a list the other way round. */
function turned(base: JsonObject, path: readonly (string | number)[]): JsonObject {
  const list = path.reduce<Json | undefined>(
    (value, segment) => (value as Record<string | number, Json> | undefined)?.[segment],
    base,
  );
  return withField(base, path, [...(list as readonly Json[])].reverse());
}

const backend = ['spec', 'template', 'spec', 'containers', 0];

describe('no difference', () => {
  test.each<[kind: Kind, path: readonly (string | number)[]]>([
    ['deployment', ['spec', 'template', 'spec', 'containers']],
    ['deployment', [...backend, 'env']],
    ['service', ['spec', 'ports']],
    ['virtualService', ['spec', 'hosts']],
    ['virtualService', ['spec', 'http', 1, 'route']],
    ['destinationRule', ['spec', 'subsets']],
    ['httpRoute', ['spec', 'rules', 0, 'backendRefs']],
  ])('in the order of %s %j', (kind, path) => {
    expect(changedLines(bases[kind], turned(bases[kind], path))).toEqual([]);
  });

  test.each<[kind: Kind, path: readonly (string | number)[], value: Json | undefined]>([
    ['deployment', ['spec', 'replicas'], undefined],
    ['deployment', ['spec', 'revisionHistoryLimit'], 10],
    ['deployment', ['spec', 'strategy'], { type: 'RollingUpdate' }],
    ['deployment', ['spec', 'strategy'], { rollingUpdate: { maxSurge: '25%' } }],
    ['deployment', ['spec', 'template', 'spec', 'dnsPolicy'], 'ClusterFirst'],
    ['deployment', ['spec', 'template', 'spec', 'securityContext'], {}],
    ['deployment', ['spec', 'template', 'spec', 'serviceAccount'], 'default'],
    ['deployment', ['spec', 'template', 'spec', 'tolerations'], []],
    ['deployment', [...backend, 'imagePullPolicy'], 'IfNotPresent'],
    ['deployment', [...backend, 'ports', 0, 'protocol'], 'TCP'],
    ['deployment', [...backend, 'readinessProbe', 'timeoutSeconds'], 1],
    ['deployment', [...backend, 'resources', 'requests', 'cpu'], 0.1],
    ['deployment', [...backend, 'resources', 'requests', 'memory'], '131072Ki'],
    ['deployment', [...backend, 'command'], null],
    ['deployment', ['status'], { replicas: 3 }],
    ['deployment', ['metadata', 'creationTimestamp'], null],
    ['deployment', ['metadata', 'labels'], {}],
    ['service', ['spec', 'ports', 0, 'targetPort'], 80],
    ['service', ['spec', 'sessionAffinity'], 'None'],
    ['cronJob', ['spec', 'concurrencyPolicy'], 'Allow'],
    ['claim', ['spec', 'volumeMode'], 'Filesystem'],
    ['networkPolicy', ['spec', 'policyTypes'], undefined],
    ['httpRoute', ['spec', 'rules', 0, 'backendRefs', 0, 'kind'], 'Service'],
    ['httpRoute', ['spec', 'parentRefs', 0, 'group'], 'gateway.networking.k8s.io'],
  ])('by a default of %s: %j = %j', (kind, path, value) => {
    expect(changedLines(bases[kind], withField(bases[kind], path, value))).toEqual([]);
  });

  test('between data of a Secret and the same text', () => {
    const empty = withField(bases.secret, ['data'], undefined);
    expect(changedLines(bases.secret, { ...empty, stringData: { password: 'hunter2' } })).toEqual([]);
  });

  test('in the order of objects', () => {
    const all = Object.values(bases);
    expect(differenceOf(all, [...all].reverse()).changes).toEqual([]);
  });
});

describe('the order of routes', () => {
  test('is told where it differs', () => {
    expect(changedLines(bases.virtualService, turned(bases.virtualService, ['spec', 'http']))).toEqual([
      'routing: order of http beta, main -> main, beta',
    ]);
    expect(
      changedLines(
        bases.deployment,
        turned(bases.deployment, ['spec', 'template', 'spec', 'initContainers']),
      ),
    ).toEqual(['restart: order of pod initContainers wait, migrate -> migrate, wait']);
  });

  test('unnamed routes are known by what they match', () => {
    const http = (...routes: readonly JsonObject[]): JsonObject =>
      withField(bases.virtualService, ['spec', 'http'], routes);
    const api = { match: [{ uri: { prefix: '/api' } }], route: [{ destination: { host: 'api' } }] };
    const cart = { match: [{ uri: { exact: '/cart' } }], route: [{ destination: { host: 'cart' } }] };
    const rest = { route: [{ destination: { host: 'site' } }] };
    expect(changedLines(http(api, rest), http(api, cart, { ...rest, timeout: '3s' }))).toEqual([
      'routing: timeout of route for all added: 3s',
      expect.stringMatching(/^routing: route exact \/cart added: /),
    ]);
    const shared = (weight: number): JsonObject =>
      http({
        route: [
          { destination: { host: 'web', subset: 'v1' }, weight: 100 - weight },
          { destination: { host: 'web', subset: 'v2' }, weight },
        ],
      });
    expect(changedLines(shared(10), shared(20))).toEqual([
      'routing: weight of v1 90 -> 80',
      'routing: weight of v2 10 -> 20',
    ]);
    expect(changedLines(http(rest), http({ ...rest, timeout: '3s' }))).toEqual([
      'routing: timeout of route added: 3s',
    ]);
    const slower = { ...api, timeout: '9s' };
    expect(changedLines(http(api, cart, rest), http(cart, slower, rest))).toEqual([
      'routing: timeout of route prefix /api added: 9s',
      'routing: order of http prefix /api, exact /cart, for all -> exact /cart, prefix /api, for all',
    ]);
  });
});

describe('objects', () => {
  test.each<[kind: Kind, added: string, removed: string]>([
    ['deployment', 'restart', 'restart'],
    ['claim', 'live', 'immutable'],
    ['namespace', 'policy', 'immutable'],
    ['virtualService', 'routing', 'routing'],
    ['networkPolicy', 'policy', 'policy'],
    ['cronJob', 'live', 'live'],
    ['configMap', 'live', 'live'],
  ])('%s: added is %s, removed is %s', (kind, added, removed) => {
    const risk = (old: readonly unknown[], changed: readonly unknown[]) =>
      differenceOf(old, changed).changes.map((change) => `${change.risk}: ${change.text}`);
    expect(risk([], [bases[kind]])).toEqual([`${added}: object added`]);
    expect(risk([bases[kind]], [])).toEqual([`${removed}: object removed`]);
  });

  test('the gravest changes come first', () => {
    const { changes } = differenceOf([bases.claim, bases.service], [bases.deployment]);
    expect(changes.map(({ risk, kind }) => [risk, kind])).toEqual([
      ['immutable', 'PersistentVolumeClaim'],
      ['restart', 'Deployment'],
      ['routing', 'Service'],
    ]);
  });

  test('the packaging of charts is left out on demand', () => {
    const labelled = withField(bases.deployment, ['metadata', 'labels'], {
      'helm.sh/chart': 'web-1.0.0',
      'app.kubernetes.io/managed-by': 'Helm',
    });
    const hook = withField(bases.job, ['metadata', 'annotations'], { 'helm.sh/hook': 'test' });
    const chart = [labelled, hook, bases.secret];
    const plain = [bases.deployment, bases.namespace];
    expect(differenceOf(plain, chart, { ignorePackaging: true }).changes).toEqual([]);
    expect(differenceOf(plain, chart).changes.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'Namespace object removed',
      'Job object added',
      'Secret object added',
      'Deployment label helm.sh/chart added: web-1.0.0',
      'Deployment label app.kubernetes.io/managed-by added: Helm',
    ]);
  });

  test('values of Secrets are nowhere', () => {
    const changed = withField(bases.secret, ['data', 'password'], 'c2VzYW1l');
    const json = JSON.stringify(differenceOf([bases.secret], [changed]));
    expect(json).not.toMatch(/aHVudGVyMg|c2VzYW1l|hunter2|sesame/);
  });
});

describe('environments', () => {
  const environments = (image: string, replicas: number) =>
    new Map([
      ['dev', manifestsOf(withField(bases.deployment, [...backend, 'image'], image))],
      [
        'prod',
        manifestsOf(
          withField(
            withField(bases.deployment, [...backend, 'image'], image),
            ['spec', 'replicas'],
            replicas,
          ),
        ),
      ],
    ]);

  test('a change names those that it reaches, and what it costs there', () => {
    const { changes, costs } = compareManifests(environments('a:1', 1), environments('a:2', 3), {
      prices: restaurantPrices,
    });
    expect(changes.map(({ text, environments: reached }) => [text, reached])).toEqual([
      ['image of container backend a:1 -> a:2', ['dev', 'prod']],
      ['replicas 1 -> 3', ['prod']],
    ]);
    expect(
      costs.map(({ environment, new: { max }, old }) => [environment, Math.round(max / old.max)]),
    ).toEqual([['prod', 3]]);
  });

  test('a comparison of requests is asked for each environment', () => {
    const explored = { entries: 1, hosts: 2, requests: 3, left: { entries: 0, requests: 0 } };
    const { requests, searches } = compareManifests(environments('a:1', 1), environments('a:1', 1), {
      requests: (old, changed) => ({
        differences: [
          {
            from: 'gateway:*:80',
            request: 'GET http://shop/',
            old: `${old.length}`,
            new: `${changed.length}`,
          },
        ],
        explored,
      }),
    });
    expect(searches).toEqual([
      { environment: 'dev', ...explored },
      { environment: 'prod', ...explored },
    ]);
    expect(requests.map(({ environment, old }) => [environment, old])).toEqual([
      ['dev', '1'],
      ['prod', '1'],
    ]);
  });
});

describe('whatever the types', () => {
  const value = fc.jsonValue() as fc.Arbitrary<Json>;
  const paths: readonly (readonly [Kind, readonly (string | number)[]])[] = [
    ['deployment', ['spec']],
    ['deployment', ['spec', 'template', 'spec']],
    ['deployment', backend],
    ['deployment', [...backend, 'env', 0]],
    ['deployment', [...backend, 'resources']],
    ['service', ['spec', 'ports']],
    ['virtualService', ['spec', 'http']],
    ['virtualService', ['spec', 'http', 0, 'match']],
    ['httpRoute', ['spec', 'rules']],
    ['secret', ['stringData']],
    ['claim', ['spec', 'resources', 'requests']],
    ['networkPolicy', ['spec', 'ingress']],
    ['deployment', ['metadata', 'labels']],
  ];

  test('an object equals itself, and a change is told both ways', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, ([kind, path], json) => {
        const changed = withField(bases[kind], path, json);
        expect(changedLines(changed, changed)).toEqual([]);
        const [there, back] = [changedLines(bases[kind], changed), changedLines(changed, bases[kind])];
        expect(there.length > 0).toBe(back.length > 0);
        // No text breaks a line.
        expect(there.filter((line) => /[\u0000-\u001f]/.test(line))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
