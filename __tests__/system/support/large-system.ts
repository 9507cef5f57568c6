import type { JsonObject } from '../../../lib/vocabulary/json';

const PORT = 8080;

/**
 * The objects of a system with so many services in a dozen namespaces behind one gateway: each service with its
 * Deployment, account, policy, Sidecar and two calls to earlier ones, every tenth with a canary. The same numbers give
 * the same objects.
 */
export function largeSystem(services: number, namespaces = 12): readonly JsonObject[] {
  const random = randomNumbers(7);
  const all = Array.from({ length: services }, (_, index) => {
    const namespace = `team-${String((index % namespaces) + 1).padStart(2, '0')}`;
    // Calls lead to later services, mostly of the same team, so that the first ones are the entrances.
    const calls = new Set(
      [1, 2].flatMap(() => {
        const isInside = random() < 0.85;
        const steps = 1 + Math.floor(random() * 6);
        const called = index + (isInside ? steps * namespaces : steps);
        return called < services ? [called] : [];
      }),
    );
    return { name: `service-${String(index + 1).padStart(3, '0')}`, namespace, calls: [...calls] };
  });
  const spaces = [...new Set(all.map(({ namespace }) => namespace))].sort();
  return [
    ...spaces.map((name) => ({
      ...head('v1', 'Namespace', name),
      metadata: { name, labels: { 'istio-injection': 'enabled' } },
    })),
    ...spaces.map((namespace) => ({
      ...head('security.istio.io/v1', 'PeerAuthentication', 'default', namespace),
      spec: { mtls: { mode: 'STRICT' } },
    })),
    {
      ...head('networking.istio.io/v1', 'Gateway', 'public', spaces[0] ?? ''),
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com'] }],
      },
    },
    ...all.flatMap((service, index) => objectsOf(service, index, all, spaces[0] ?? '')),
  ];
}

interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly calls: readonly number[];
}

function objectsOf(
  { name, namespace, calls }: Service,
  index: number,
  all: readonly Service[],
  entrance: string,
): readonly JsonObject[] {
  const labels = { app: name };
  const called = calls.flatMap((place) => all[place] ?? []);
  const callers = all.filter((one) => one.calls.includes(index));
  const canary = index % 10 === 5;
  const versions = canary ? ['v1', 'v2'] : ['v1'];
  const isPublic = index % 50 === 0;
  return [
    head('v1', 'ServiceAccount', name, namespace),
    {
      ...head('v1', 'Service', name, namespace),
      spec: { selector: labels, ports: [{ name: 'http', port: PORT }] },
    },
    ...versions.map((version) => ({
      ...head('apps/v1', 'Deployment', `${name}-${version}`, namespace),
      spec: {
        replicas: 2,
        selector: { matchLabels: { ...labels, version } },
        template: {
          metadata: { labels: { ...labels, version } },
          spec: {
            serviceAccountName: name,
            containers: [
              {
                name: 'app',
                image: `registry.example.com/${name}:1.0.0`,
                ports: [{ containerPort: PORT }],
                resources: { requests: { cpu: '100m', memory: '128Mi' } },
                env: called.map((one, place) => ({
                  name: `CALLED_${place}`,
                  value: `http://${hostOf(one)}:${PORT}`,
                })),
              },
            ],
          },
        },
      },
    })),
    {
      ...head('security.istio.io/v1', 'AuthorizationPolicy', name, namespace),
      spec: {
        selector: { matchLabels: labels },
        rules: [
          {
            from: [
              {
                source: {
                  principals: [
                    'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
                    ...callers.map((one) => `cluster.local/ns/${one.namespace}/sa/${one.name}`),
                  ],
                },
              },
            ],
          },
        ],
      },
    },
    {
      ...head('networking.istio.io/v1', 'Sidecar', name, namespace),
      spec: {
        workloadSelector: { labels },
        egress: [{ hosts: ['istio-system/*', ...called.map((one) => `${one.namespace}/${hostOf(one)}`)] }],
      },
    },
    ...(canary ? canaryObjects(name, namespace) : []),
    ...(isPublic ? [publicRoute(name, namespace, `${entrance}/public`)] : []),
  ];
}

function canaryObjects(name: string, namespace: string): readonly JsonObject[] {
  const share = (subset: string, weight: number): JsonObject => ({
    destination: { host: name, subset, port: { number: PORT } },
    weight,
  });
  return [
    {
      ...head('networking.istio.io/v1', 'DestinationRule', name, namespace),
      spec: { host: name, subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })) },
    },
    {
      ...head('networking.istio.io/v1', 'VirtualService', name, namespace),
      spec: { hosts: [name], http: [{ route: [share('v1', 90), share('v2', 10)] }] },
    },
  ];
}

function publicRoute(name: string, namespace: string, gateway: string): JsonObject {
  return {
    ...head('networking.istio.io/v1', 'VirtualService', `${name}-public`, namespace),
    spec: {
      hosts: [`${name}.example.com`],
      gateways: [gateway],
      http: [
        {
          match: [{ uri: { prefix: '/api' } }],
          timeout: '5s',
          route: [{ destination: { host: name, port: { number: PORT } } }],
        },
      ],
    },
  };
}

function head(apiVersion: string, kind: string, name: string, namespace?: string): JsonObject {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

function hostOf({ name, namespace }: Service): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** The same numbers between 0 and 1 for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
