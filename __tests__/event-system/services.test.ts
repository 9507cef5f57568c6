import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { EventSystem } from '../../lib/system/event-system';
import type { FurtherService } from '../../lib/system/event-system-props';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { Manifests } from '../fixtures/manifests';

const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };

/** 30 services: each calls the two next ones, every fifth the database, every seventh the queue. */
const NAMES = Array.from({ length: 30 }, (_, index) => `service-${index}`);
const CALLS = new Map(
  NAMES.map((name, index) => [
    name,
    [
      ...[NAMES[index + 1], NAMES[index + 2]].filter((next) => next !== undefined),
      ...(index % 5 === 0 ? ['postgres'] : []),
      ...(index % 7 === 0 ? ['redis'] : []),
    ],
  ]),
);
const services = Object.fromEntries(
  [...CALLS].map(([name, calls]): [string, FurtherService] => [name, { image, calls }]),
);
const STORES: Readonly<Record<string, string>> = { postgres: 'shop-postgresql', redis: 'shop-redis-master' };
const objectOf = (name: string) => STORES[name] ?? `shop-event-backend-${name}`;

function synthesised(further: Readonly<Record<string, FurtherService>>): Manifests {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  new EventSystem(chart, 'shop', {
    releaseName: 'shop',
    backend: { image },
    worker: { image },
    scheduler: { image },
    services: further,
  });
  return Manifests.of(chart);
}

describe('a system of 30 services', () => {
  const manifests = synthesised(services);
  const declared = [...CALLS]
    .flatMap(([from, calls]) => calls.map((to) => `${objectOf(from)} -> ${objectOf(to)}`))
    .sort();
  /** Edges of the seed's own roles, which are declared by the system itself. */
  const own = ['backend', 'worker', 'scheduler'].flatMap((role) =>
    Object.values(STORES).map((store) => `${objectOf(role)} -> ${store}`),
  );
  const expected = [...declared, ...own].sort();

  test('has a Deployment, a Service and policies for each', () => {
    for (const name of NAMES.map(objectOf)) {
      for (const kind of [
        'Deployment',
        'Service',
        'ServiceAccount',
        'NetworkPolicy',
        'AuthorizationPolicy',
        'Sidecar',
      ] as const) {
        expect(manifests.one(kind, name).metadata.namespace).toBe('shop');
      }
    }
    expect(new Set(manifests.titles).size).toBe(manifests.titles.length);
  });

  test('has exactly the declared edges in AuthorizationPolicies', () => {
    const allowed = manifests
      .every('AuthorizationPolicy')
      .flatMap(({ metadata, spec }) =>
        ((spec as Partial<typeof spec>).rules ?? []).flatMap(({ from }) =>
          from[0].source.principals.map(
            (principal) => `${principal.split('/').at(-1) ?? ''} -> ${metadata.name}`,
          ),
        ),
      );
    const gateway = 'istio-ingressgateway-service-account -> shop-event-backend-backend';
    expect(allowed.sort()).toEqual([...expected, gateway].sort());
  });

  test('has exactly the declared edges in Sidecars', () => {
    const known = manifests
      .every('Sidecar')
      .flatMap(({ metadata, spec }) =>
        spec.egress[0].hosts
          .filter((host) => host !== 'istio-system/*')
          .map(
            (host) =>
              `${metadata.name} -> ${/^\*\/([^.]+)\.shop\.svc\.cluster\.local$/.exec(host)?.[1] ?? host}`,
          ),
      );
    expect(known.sort()).toEqual(expected);
  });

  test.each(['ingress', 'egress'] as const)(
    'has exactly the declared edges in NetworkPolicies: %s',
    (direction) => {
      const nameBySelector = new Map(
        manifests
          .every('NetworkPolicy')
          .map(({ metadata, spec }) => [JSON.stringify(spec.podSelector.matchLabels), metadata.name]),
      );
      const peer = direction === 'ingress' ? 'from' : 'to';
      const passing = manifests.every('NetworkPolicy').flatMap(({ metadata, spec }) =>
        (spec[direction] as unknown as Record<string, { podSelector?: { matchLabels: object } }[]>[]).flatMap(
          (rule) =>
            (rule[peer] ?? []).flatMap(({ podSelector }) => {
              const other = nameBySelector.get(JSON.stringify(podSelector?.matchLabels));
              if (other === undefined) return [];
              return [
                direction === 'ingress' ? `${other} -> ${metadata.name}` : `${metadata.name} -> ${other}`,
              ];
            }),
        ),
      );
      expect(passing.sort()).toEqual(expected);
    },
  );

  test('tells callers of stores how to connect, and nobody else', () => {
    for (const [name, calls] of CALLS) {
      const [container] = manifests.one('Deployment', objectOf(name)).spec.template.spec.containers;
      const variables = ((container as Partial<typeof container>).env ?? []).map((variable) => variable.name);
      expect(variables.includes('POSTGRES_HOST')).toBe(calls.includes('postgres'));
      expect(variables.includes('REDIS_HOST')).toBe(calls.includes('redis'));
    }
  });
});

describe('a service', () => {
  test('that calls what is not there is refused', () => {
    const calling = (name: string) => () => synthesised({ payments: { image, calls: [name] } });
    expect(calling('postgress')).toThrow(ConfigError);
    expect(calling('postgress')).toThrow(
      "service 'payments' calls 'postgress', which is not there; did you mean 'postgres'? (at test/shop)",
    );
    expect(calling('warehouse')).toThrow('there are backend, postgres, redis, payments');
  });

  test('that is off leaves nothing of it', () => {
    const further = {
      payments: { image, calls: ['postgres'], enabled: false },
      orders: { image, calls: ['payments'] },
    };
    const manifests = synthesised(further);
    expect(manifests.titles).toContain('Deployment shop-event-backend-orders');
    expect(JSON.stringify(manifests.all)).not.toContain('payments');
  });
});
