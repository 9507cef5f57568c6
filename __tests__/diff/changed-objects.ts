import { load } from 'js-yaml';
import { compareManifests, type ComparisonOptions, type Difference } from '../../lib/diff/difference';
import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import type { Json, JsonObject } from '../../lib/vocabulary/json';

/** The manifests of objects, each as data or as YAML in flow style. */
export function manifestsOf(...objects: readonly unknown[]): readonly Manifest[] {
  return objects
    .map((object) => manifestOf(typeof object === 'string' ? load(object) : object, 'shop'))
    .filter((manifest): manifest is Manifest => manifest !== undefined);
}

/** How two sets of objects differ, without environments. */
export function differenceOf(
  old: readonly unknown[],
  changed: readonly unknown[],
  options?: ComparisonOptions,
): Difference {
  return compareManifests(
    new Map([['', manifestsOf(...old)]]),
    new Map([['', manifestsOf(...changed)]]),
    options,
  );
}

/** The same, as lines of `risk: text`. */
export function changedLines(old: unknown, changed: unknown, options?: ComparisonOptions): readonly string[] {
  return differenceOf([old], [changed], options).changes.map(({ risk, text }) => `${risk}: ${text}`);
}

const metadata: JsonObject = { name: 'web', namespace: 'shop' };
const object = (apiVersion: string, kind: string, rest: JsonObject): JsonObject => ({
  apiVersion,
  kind,
  metadata,
  ...rest,
});

/** One object of each kind that the table of changes changes. */
export const bases = {
  deployment: object('apps/v1', 'Deployment', {
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' }, annotations: { note: 'a' } },
        spec: {
          containers: [
            {
              name: 'backend',
              image: 'shop/web:1',
              args: ['serve', '--port=80'],
              env: [
                { name: 'LOG_LEVEL', value: 'info' },
                { name: 'DB', value: 'db:5432' },
              ],
              ports: [{ name: 'http', containerPort: 80 }],
              resources: { requests: { cpu: '100m', memory: '128Mi' } },
              readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
            { name: 'helper', image: 'shop/helper:1' },
          ],
          initContainers: [
            { name: 'wait', image: 'shop/wait:1' },
            { name: 'migrate', image: 'shop/web:1' },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  }),
  statefulSet: object('apps/v1', 'StatefulSet', {
    spec: {
      replicas: 1,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'db', image: 'db:1' }] },
      },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } },
      ],
    },
  }),
  job: object('batch/v1', 'Job', {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'once', image: 'once:1' }] } } },
  }),
  cronJob: object('batch/v1', 'CronJob', {
    spec: {
      schedule: '0 1 * * *',
      jobTemplate: { spec: { template: { spec: { containers: [{ name: 'once', image: 'once:1' }] } } } },
    },
  }),
  claim: object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  }),
  service: object('v1', 'Service', {
    spec: {
      clusterIP: '10.0.0.1',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80 },
        { name: 'grpc', port: 9000 },
      ],
    },
  }),
  configMap: object('v1', 'ConfigMap', { data: { mode: 'fast', 'app.conf': 'a = 1\nb = 2\nc = 3\n' } }),
  secret: object('v1', 'Secret', { data: { password: 'aHVudGVyMg==' } }),
  virtualService: object('networking.istio.io/v1', 'VirtualService', {
    spec: {
      hosts: ['shop.example', 'www.shop.example'],
      gateways: ['shop'],
      http: [
        {
          name: 'beta',
          match: [{ headers: { 'x-beta': { exact: '1' } } }],
          route: [{ destination: { host: 'web', subset: 'v2' } }],
        },
        {
          name: 'main',
          timeout: '10s',
          retries: { attempts: 3, perTryTimeout: '2s' },
          route: [
            { destination: { host: 'web', subset: 'v1' }, weight: 90 },
            { destination: { host: 'web', subset: 'v2' }, weight: 10 },
          ],
        },
      ],
    },
  }),
  destinationRule: object('networking.istio.io/v1', 'DestinationRule', {
    spec: {
      host: 'web',
      trafficPolicy: {
        loadBalancer: { simple: 'LEAST_REQUEST' },
        outlierDetection: { consecutive5xxErrors: 5 },
      },
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    },
  }),
  httpRoute: object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
    spec: {
      parentRefs: [{ name: 'shop' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
          backendRefs: [
            { name: 'web', port: 80, weight: 90 },
            { name: 'web-canary', port: 80, weight: 10 },
          ],
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'site', port: 80 }],
        },
      ],
    },
  }),
  gateway: object('networking.istio.io/v1', 'Gateway', {
    spec: {
      selector: { istio: 'ingress' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example'] }],
    },
  }),
  authorizationPolicy: object('security.istio.io/v1', 'AuthorizationPolicy', {
    spec: {
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/a'] } }] }],
    },
  }),
  peerAuthentication: object('security.istio.io/v1', 'PeerAuthentication', {
    spec: { mtls: { mode: 'STRICT' } },
  }),
  networkPolicy: object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] },
  }),
  autoscaler: object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 5 },
  }),
  roleBinding: object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'web' }],
  }),
  namespace: object('v1', 'Namespace', {}),
} satisfies Record<string, JsonObject>;

/** A copy of an object with one field set, or taken out where the value is undefined. */
export function withField(
  base: JsonObject,
  path: readonly (string | number)[],
  value: Json | undefined,
): JsonObject {
  const copy = JSON.parse(JSON.stringify(base)) as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  let around: Record<string | number, unknown> = copy;
  for (const segment of path.slice(0, -1)) {
    around[segment] ??= {};
    around = around[segment] as Record<string | number, unknown>;
  }
  if (value !== undefined) around[last] = value;
  else if (Array.isArray(around)) around.splice(Number(last), 1);
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the field is the test's
  else delete around[last];
  return copy as JsonObject;
}
