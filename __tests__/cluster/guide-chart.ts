/** What a release of the guide's chart consists of, as far as an upgrade meets it. */
const RELEASE = 'event-system';
const FULL_NAME = `${RELEASE}-event-backend`;
const IMAGE = 'docker.io/jayaraj0781/event-backend:v1.0.0';

type Labels = Readonly<Record<string, string>>;
type Objects = readonly Readonly<Record<string, unknown>>[];

const metadata = (name: string, labels: Labels = {}) => ({ name, labels });

function deployment(role: string, args: readonly string[]): Readonly<Record<string, unknown>> {
  const name = `${FULL_NAME}-${role}`;
  const container = {
    name: role,
    image: IMAGE,
    command: [`/app/.venv/bin/${args[0] ?? ''}`],
    args: args.slice(1),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name, {
      'app.kubernetes.io/name': 'event-backend',
      'app.kubernetes.io/instance': RELEASE,
    }),
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
    },
  };
}

/** A store as Bitnami's chart makes it: a StatefulSet with a claim, behind a Service and a headless one. */
function store(application: string, name: string, headless: string, claim: string, port: number): Objects {
  const labels = { 'app.kubernetes.io/name': application, 'app.kubernetes.io/instance': RELEASE };
  const selector = {
    ...labels,
    'app.kubernetes.io/component': name.endsWith('master') ? 'master' : 'primary',
  };
  const ports = [{ name: `tcp-${application}`, port, targetPort: `tcp-${application}` }];
  const container = {
    name: application,
    image: `docker.io/bitnami/${application}:latest`,
    ports: [{ name: `tcp-${application}`, containerPort: port }],
    volumeMounts: [{ name: claim, mountPath: `/bitnami/${application}` }],
  };
  const volume = {
    metadata: { name: claim },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata(name, labels),
      spec: {
        replicas: 1,
        serviceName: headless,
        selector: { matchLabels: selector },
        template: { metadata: { labels: selector }, spec: { containers: [container] } },
        volumeClaimTemplates: [volume],
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: metadata(name, labels), spec: { selector, ports } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(headless, labels),
      spec: { clusterIP: 'None', selector, ports },
    },
  ];
}

/** The objects that Helm makes of the guide's chart with its default values, for the release `event-system`. */
export const guideChart: Objects = [
  deployment('backend', ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '5001']),
  deployment('worker', ['python', '-u', '-m', 'app.workers.consumer']),
  deployment('scheduler', ['python', '-u', '-m', 'app.workers.producer']),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(`${FULL_NAME}-backend`),
    spec: {
      selector: { app: `${FULL_NAME}-backend` },
      ports: [{ name: 'http', port: 5001, targetPort: 5001 }],
    },
  },
  ...store('postgresql', `${RELEASE}-postgresql`, `${RELEASE}-postgresql-hl`, 'data', 5432),
  ...store('redis', `${RELEASE}-redis-master`, `${RELEASE}-redis-headless`, 'redis-data', 6379),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(`${RELEASE}-postgresql`),
    stringData: { 'postgres-password': 'postgres' },
  },
];

const backendHost = `${FULL_NAME}-backend.event-system.svc.cluster.local`;
const destination = { host: backendHost, port: { number: 5001 } };
const routes = (name: string, gateway: string): Objects => [
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: metadata(gateway),
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(name),
    spec: { hosts: ['*'], gateways: [gateway], http: [{ route: [{ destination }] }] },
  },
];

/** What the guide applies by kubectl beside the release, and a claim for dumps that somebody has added. */
export const appliedByHand: Objects = [
  ...routes('event-backend-vs', 'event-backend-gateway'),
  ...routes(`${FULL_NAME}-vs`, `${FULL_NAME}-gateway`),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: metadata(`${FULL_NAME}-dr`),
    spec: {
      host: backendHost,
      trafficPolicy: {
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadata(`${RELEASE}-postgresql-backup`),
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
];
