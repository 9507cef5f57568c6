import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { EventSystem } from '../../lib/system/event-system';
import type { FurtherService } from '../../lib/system/event-system-props';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { Manifests, type Manifest } from '../fixtures/manifests';

const system = new EventSystemUnderTest();
const ROLES = ['backend', 'worker', 'scheduler'];
const PREFIX = 'event-system-event-backend';
const MESH_API = /^(networking|security)\.istio\.io\/|^gateway\.networking\.k8s\.io\//;

/** The objects of values that nothing refuses. */
function manifests(given: JsonObject = {}): Manifests {
  expect(system.refusals(given)).toEqual([]);
  return system.manifests(given);
}

function ofKind(objects: Manifests, kind: string): JsonObject[] {
  return objects.all.filter((object) => object.kind === kind) as unknown as JsonObject[];
}

function kindsOf(objects: Manifests): string[] {
  return [...new Set(objects.all.map(({ kind }) => kind))];
}

function environmentOf(objects: Manifests, role: string): Record<string, string> {
  const { containers } = objects.one('Deployment', `${PREFIX}-${role}`).spec.template.spec;
  return Object.fromEntries(containers[0].env.map(({ name, value }) => [name, value]));
}

describe.each(ROLES)('%s.enabled=false', (role) => {
  const objects = manifests({ [role]: { enabled: false } });

  test('leaves out all of its objects, and what leads to them', () => {
    expect(manifests().titles.filter((title) => title.includes(`${PREFIX}-${role}`))).not.toEqual([]);
    expect(JSON.stringify(objects.all)).not.toContain(`${PREFIX}-${role}`);
  });

  test.each(['event-system-postgresql', 'event-system-redis-master'])('closes its way to %s', (store) => {
    const others = ROLES.filter((other) => other !== role);
    const policy = JSON.stringify(objects.one('NetworkPolicy', store));
    expect(policy).not.toContain(`"app.kubernetes.io/component":"${role}"`);
    for (const other of others) expect(policy).toContain(`"app.kubernetes.io/component":"${other}"`);
    const callers = objects
      .one('AuthorizationPolicy', store)
      .spec.rules.flatMap((rule) => rule.from[0].source.principals);
    expect(callers).toEqual(others.map((other) => `cluster.local/ns/event-system/sa/${PREFIX}-${other}`));
  });
});

test('without the backend there is no way in', () => {
  expect(kindsOf(manifests({ backend: { enabled: false } }))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(Gateway|VirtualService|HTTPRoute)$/)]),
  );
});

describe('backend.service.port', () => {
  const port = { backend: { service: { port: 8080 } } };

  test('moves the Service and the VirtualService, not the container', () => {
    const objects = manifests(port);
    expect(objects.one('Service', `${PREFIX}-backend`).spec.ports[0]).toMatchObject({
      port: 8080,
      targetPort: 'http',
    });
    const routes = objects.one('VirtualService').spec.http.flatMap(({ route }) => route);
    expect(routes.length).toBeGreaterThan(0);
    for (const { destination } of routes) expect(destination.port.number).toBe(8080);
    const { containers } = objects.one('Deployment', `${PREFIX}-backend`).spec.template.spec;
    expect(containers[0].ports).toMatchObject([{ containerPort: 5001 }]);
  });

  test('moves the HTTPRoute', () => {
    const objects = manifests(mergeValues(port, { istio: { useGatewayAPI: true } }));
    expect(objects.one('HTTPRoute').spec.rules[0].backendRefs).toMatchObject([{ port: 8080 }]);
    expect(objects.one('Service', `${PREFIX}-backend`).spec.ports[0].port).toBe(8080);
  });
});

describe('istio', () => {
  test.each<[boolean, boolean, string[]]>([
    [true, false, ['networking.istio.io/v1 Gateway', 'networking.istio.io/v1 VirtualService']],
    [true, true, ['gateway.networking.k8s.io/v1 Gateway', 'gateway.networking.k8s.io/v1 HTTPRoute']],
    [false, false, []],
    [false, true, []],
  ])('enableGateway=%s and useGatewayAPI=%s open by %j', (enableGateway, useGatewayAPI, expected) => {
    const ways = manifests({ istio: { enableGateway, useGatewayAPI } })
      .all.filter(({ kind }) => /^(Gateway|VirtualService|HTTPRoute)$/.test(kind))
      .map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(ways).toEqual(expected);
  });

  test.each([true, false])('enabled=false gives no kind of a mesh, useGatewayAPI=%s', (useGatewayAPI) => {
    const objects = manifests({ istio: { enabled: false, useGatewayAPI } });
    expect(objects.all.filter(({ apiVersion }) => MESH_API.test(apiVersion))).toEqual([]);
    expect(objects.every('Deployment')).toHaveLength(3);
    expect(objects.one('Namespace').metadata.labels).not.toHaveProperty('istio-injection');
  });

  test('tls with an issuer certifies the hosts and redirects plain HTTP', () => {
    const hosts = ['events.example.com', 'jobs.example.com'];
    const objects = manifests({ istio: { hosts, tls: { enabled: true, issuer: 'letsencrypt' } } });
    expect(ofKind(objects, 'Certificate')).toMatchObject([
      {
        metadata: { namespace: 'istio-system' },
        spec: {
          dnsNames: hosts,
          secretName: 'event-backend-tls',
          issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer' },
        },
      },
    ]);
    expect(objects.one('Gateway').spec.servers).toMatchObject([
      { port: { protocol: 'HTTP' }, hosts, tls: { httpsRedirect: true } },
      { port: { protocol: 'HTTPS' }, hosts, tls: { mode: 'SIMPLE', credentialName: 'event-backend-tls' } },
    ]);
  });
});

describe('replicas', () => {
  test('of the scheduler are one at most, in values and in TypeScript', () => {
    const [mistake, ...others] = system.refusals({ replicaCount: { scheduler: 2 } });
    expect(others).toEqual([]);
    expect(mistake).toMatch(/replicaCount\.scheduler.*2.*1/s);
    expect(() => own({ schedulerReplicas: 2 })).toThrow('a second producer would produce every job twice');
    expect(manifests().one('Deployment', `${PREFIX}-scheduler`).spec.strategy.type).toBe('Recreate');
  });

  test.each(['backend', 'worker'])('of %s are the autoscaler’s where it is on', (role) => {
    const objects = manifests({ [role]: { autoscaling: { enabled: true } }, replicaCount: { [role]: 4 } });
    expect(objects.one('Deployment', `${PREFIX}-${role}`).spec).not.toHaveProperty('replicas');
    expect(objects.one('HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { name: `${PREFIX}-${role}` },
      minReplicas: 2,
      maxReplicas: 10,
    });
    expect(
      manifests({ replicaCount: { [role]: 4 } }).one('Deployment', `${PREFIX}-${role}`).spec.replicas,
    ).toBe(4);
  });

  test.each(['backend', 'worker'])('of %s: more at least than at most is refused', (role) => {
    const autoscaling = { enabled: true, minReplicas: 6, maxReplicas: 5 };
    expect(system.refusals({ [role]: { autoscaling } })).toEqual([
      expect.stringContaining('minReplicas must not exceed maxReplicas'),
    ]);
  });
});

describe('events.broker=kafka', () => {
  const objects = manifests({ events: { broker: 'kafka' } });

  test('replaces Redis', () => {
    expect(kindsOf(objects)).toEqual(
      expect.arrayContaining(['Kafka', 'KafkaNodePool', 'KafkaTopic', 'KafkaUser']),
    );
    expect(objects.titles.filter((title) => title.includes('redis'))).toEqual([]);
    expect(kindsOf(manifests()).filter((kind) => kind.startsWith('Kafka'))).toEqual([]);
  });

  test.each(ROLES)('gives %s the variables of Kafka alone', (role) => {
    const environment = environmentOf(objects, role);
    expect(environment).toMatchObject({ KAFKA_TOPIC: 'events', KAFKA_GROUP_ID: 'event-workers' });
    expect(Object.keys(environment).filter((name) => name.startsWith('REDIS'))).toEqual([]);
  });

  test('refuses more workers than partitions', () => {
    const worker = { autoscaling: { enabled: true, maxReplicas: 13 } };
    const tooMany = { events: { broker: 'kafka' }, kafka: { partitions: 12 }, worker };
    expect(system.refusals(tooMany)).toEqual([
      expect.stringContaining('raise partitions or lower maxReplicas'),
    ]);
    expect(system.refusals(mergeValues(tooMany, { kafka: { partitions: 13 } }))).toEqual([]);
    expect(system.refusals({ worker })).toEqual([]);
  });
});

describe('migrations', () => {
  const enabled = { migrations: { enabled: true } };

  test('are a Job named after its pods, on which all roles wait', () => {
    const objects = manifests(enabled);
    const { name } = objects.one('Job').metadata;
    expect(name).toMatch(/-migration-[0-9a-f]{8}$/);
    expect(manifests(enabled).one('Job').metadata.name).toBe(name);
    const newer = manifests(mergeValues(enabled, { image: { tag: 'v1.1.0' } })).one('Job').metadata.name;
    expect(newer).toMatch(/-migration-[0-9a-f]{8}$/);
    expect(newer).not.toBe(name);
    for (const role of ROLES) {
      const { initContainers } = objects.one('Deployment', `${PREFIX}-${role}`).spec.template.spec;
      expect(initContainers.map((container) => container.name)).toContain('wait-for-migration');
    }
  });

  test('are off by default, and nothing waits', () => {
    expect(manifests().every('Job')).toEqual([]);
    expect(JSON.stringify(manifests().all)).not.toContain('wait-for-migration');
  });
});

test('an external database replaces the StatefulSet', () => {
  const given = { postgresql: { enabled: false }, externalPostgresql: { host: 'db.example.com' } };
  const objects = manifests(given);
  expect(objects.every('StatefulSet').map(({ metadata }) => metadata.name)).toEqual([
    'event-system-redis-master',
  ]);
  for (const role of ROLES) expect(environmentOf(objects, role)['POSTGRES_HOST']).toBe('db.example.com');
  expect(ofKind(objects, 'ServiceEntry')).toMatchObject([
    { spec: { hosts: ['db.example.com'], location: 'MESH_EXTERNAL', ports: [{ number: 5432 }] } },
  ]);
});

test('External Secrets leave nothing for people to make', () => {
  const given = { externalSecrets: { enabled: true }, redis: { usePassword: true } };
  const targets = ofKind(manifests(given), 'ExternalSecret').map(
    ({ spec }) => (spec as JsonObject)['target'],
  );
  expect(targets).toMatchObject([{ name: 'event-system-postgresql' }, { name: 'event-system-redis' }]);
  expect(system.requirements(given)).toEqual([]);
  expect(system.requirements({ redis: { usePassword: true } })).toHaveLength(2);
});

describe('a canary takes its percent', () => {
  test('by subsets', () => {
    const objects = manifests({ canary: { enabled: true } });
    const rule = objects.one('DestinationRule', `${PREFIX}-dr`).spec;
    expect(rule.subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' } },
    ]);
    for (const { route } of objects.one('VirtualService').spec.http) {
      const shares = route.map(({ destination, weight }) => [destination.host, destination.subset, weight]);
      expect(shares).toEqual([
        [rule.host, 'v1', 90],
        [rule.host, 'v2', 10],
      ]);
    }
    expect(versionOf(objects, 'backend')).toBe('v1');
    expect(versionOf(objects, 'backend-v2')).toBe('v2');
  });

  test('by Services of their own with the Gateway API', () => {
    const objects = manifests({ canary: { enabled: true }, istio: { useGatewayAPI: true } });
    expect(objects.one('HTTPRoute').spec.rules[0].backendRefs).toMatchObject([
      { name: `${PREFIX}-backend-v1`, weight: 90 },
      { name: `${PREFIX}-backend-v2`, weight: 10 },
    ]);
    for (const version of ['v1', 'v2']) {
      expect(objects.one('Service', `${PREFIX}-backend-${version}`).spec.selector).toMatchObject({ version });
    }
  });

  function versionOf(objects: Manifests, role: string): string | undefined {
    return objects.one('Deployment', `${PREFIX}-${role}`).spec.template.metadata.labels['version'];
  }
});

test('two releases in one namespace share no name and no selector', () => {
  const [red, blue] = ['red', 'blue'].map((name) => {
    const objects = system.manifests({}, { name, namespace: 'shop' });
    const selectors = [...objects.every('Deployment'), ...objects.every('StatefulSet')].map(
      ({ spec }) => spec,
    );
    return {
      titles: objects.titles.filter((title) => !title.startsWith('Namespace ')),
      instances: selectors.map(({ selector }) => selector.matchLabels['app.kubernetes.io/instance']),
    };
  }) as [Names, Names];
  expect(red.titles.filter((title) => blue.titles.includes(title))).toEqual([]);
  expect(red.titles).toHaveLength(blue.titles.length);
  expect(new Set(red.instances)).toEqual(new Set(['red']));
  expect(new Set(blue.instances)).toEqual(new Set(['blue']));
});

interface Names {
  readonly titles: string[];
  readonly instances: (string | undefined)[];
}

describe('thirty further services', () => {
  const count = 30;
  const callees = (index: number) => [`s${(index + 1) % count}`, `s${(index + 7) % count}`];
  const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
  const services = Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, FurtherService] => [
      `s${index}`,
      { image, calls: index % 3 === 0 ? [...callees(index), 'postgres'] : callees(index) },
    ]),
  );
  const objects = own({ services });
  const declared = Object.entries(services).flatMap(([caller, { calls = [] }]) =>
    calls.filter((callee) => callee !== 'postgres').map((callee) => `${caller} > ${callee}`),
  );
  const nameOf = (service: string) => `shop-event-backend-${service}`;

  test('are let in exactly where a call is declared', () => {
    const allowed = Object.keys(services).flatMap((callee) =>
      (objects.one('AuthorizationPolicy', nameOf(callee)).spec.rules as AllowRule[])
        .flatMap(({ from }) => from.flatMap(({ source }) => source.principals))
        .map((principal) => `${principal.replace(/^.*-/, '')} > ${callee}`),
    );
    expect(allowed.sort()).toEqual([...declared].sort());
  });

  test('send packets exactly where a call is declared', () => {
    const open = Object.keys(services).flatMap((caller) =>
      componentsIn(objects.one('NetworkPolicy', nameOf(caller)).spec.egress).map(
        (callee) => `${caller} > ${callee}`,
      ),
    );
    expect(open.sort()).toEqual([...declared].sort());
    const accepted = Object.keys(services).flatMap((callee) =>
      componentsIn(objects.one('NetworkPolicy', nameOf(callee)).spec.ingress).map(
        (caller) => `${caller} > ${callee}`,
      ),
    );
    expect(accepted.sort()).toEqual([...declared].sort());
  });

  test('know no other host', () => {
    for (const [caller, { calls = [] }] of Object.entries(services)) {
      const hosts = objects.one('Sidecar', nameOf(caller)).spec.egress.flatMap((egress) => egress.hosts);
      const expected = calls.map((callee) => (callee === 'postgres' ? 'shop-postgresql' : nameOf(callee)));
      expect(hosts.slice().sort()).toEqual(
        ['istio-system/*', ...expected.map((host) => `*/${host}.shop.svc.cluster.local`)].sort(),
      );
    }
  });

  test('are told when they call what is not there', () => {
    expect(() => own({ services: { orders: { image, calls: ['postgress'] } } })).toThrow(
      "service 'orders' calls 'postgress', which is not there; did you mean 'postgres'?",
    );
  });
});

interface AllowRule {
  readonly from: readonly { readonly source: { readonly principals: readonly string[] } }[];
}

/** The components of the application that a part of a NetworkPolicy names. */
function componentsIn(part: unknown): string[] {
  return [...JSON.stringify(part).matchAll(/"app\.kubernetes\.io\/component":"([^"]+)"/g)].map(
    ([, component]) => component ?? '',
  );
}

/** A system of somebody's own chart, without values. */
function own(options: {
  readonly schedulerReplicas?: number;
  readonly services?: Record<string, FurtherService>;
}): Manifests {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
  new EventSystem(chart, 'system', {
    releaseName: 'shop',
    backend: { image },
    worker: { image },
    scheduler: { image, replicas: options.schedulerReplicas ?? 1 },
    services: options.services ?? {},
  });
  return new Manifests(evaluateChart(chart) as unknown as Manifest[]);
}
