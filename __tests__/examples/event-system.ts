import { expect } from '@jest/globals';
import { aliasesOf } from './aliases-of';
import type { ExpectedRoute, Scenario } from './scenario';

const gateway = 'gateway:event-system/gateway:80';
const get = 'GET http://events.example.com/health';
const post = 'POST http://events.example.com/api/v1/events/';
const backend = 'backend.event-system:5001';
const fromGateway = (gives: string, request = get): ExpectedRoute => ({ from: gateway, request, gives });
const container = 'spec.template.spec.containers[0]';

/** The Event Notification Service. */
export const eventSystem: Readonly<Record<string, Scenario>> = {
  'event-system': {
    objects: {
      Namespace: ['event-system'],
      Deployment: ['backend', 'scheduler', 'worker'].map((role) => `event-system-event-backend-${role}`),
      StatefulSet: ['event-system-postgresql', 'event-system-redis-master'],
      Service: ['event-system-event-backend-backend', 'event-system-postgresql', 'event-system-redis-master'],
      Gateway: ['event-system-event-backend-gateway'],
      VirtualService: ['event-system-event-backend-vs'],
      DestinationRule: [
        'event-system-event-backend-dr',
        'event-system-postgresql',
        'event-system-redis-master',
      ],
    },
    fields: { 'Service/event-system-event-backend-backend spec.ports[0].port': 5001 },
    routes: [
      {
        from: 'gateway:event-system/event-system-event-backend-gateway:80',
        request: get,
        gives:
          'route event-system-event-backend-backend.event-system:5001 100 %, timeout 15s, 3 retries of 2s on gateway-error,connect-failure,refused-stream',
      },
    ],
  },
  'event-backend-api': {
    objects: { Deployment: ['backend'], Service: ['backend'] },
    fields: {
      'Service/backend spec.ports[0].port': 5001,
      'Service/backend spec.ports[0].name': 'http',
      [`Deployment/backend ${container}.image`]: 'jayaraj0781/event-backend:v1.0.0',
      [`Deployment/backend ${container}.imagePullPolicy`]: 'IfNotPresent',
      [`Deployment/backend ${container}.readinessProbe.httpGet.path`]: '/health',
    },
  },
  'event-namespace': {
    objects: { Namespace: ['event-system'], Deployment: ['backend'] },
    fields: {
      'Namespace/event-system metadata.labels["istio-injection"]': 'enabled',
      'Namespace/event-system metadata.labels["pod-security.kubernetes.io/enforce"]': 'restricted',
    },
    observe: ({ all }) => {
      expect(aliasesOf(all)).not.toContain('IST0102');
      expect(aliasesOf(all, ['"istio-injection":"enabled",', ''])).toContain('IST0102');
    },
  },
  'event-worker': {
    objects: { Deployment: ['worker'], Service: ['event-system-postgresql', 'event-system-redis-master'] },
    observe: (manifests) => {
      const names = (manifests.field(`Deployment/worker ${container}.env`) as { name: string }[]).map(
        ({ name }) => name,
      );
      expect(names).toEqual(
        expect.arrayContaining(['POSTGRES_HOST', 'POSTGRES_PASSWORD', 'REDIS_HOST', 'REDIS_PORT']),
      );
    },
  },
  'event-scheduler': {
    objects: { Deployment: ['scheduler'], PodDisruptionBudget: ['event-system-redis-master'] },
    fields: {
      'Deployment/scheduler spec.replicas': 1,
      'Deployment/scheduler spec.strategy': { type: 'Recreate' },
    },
  },
  'event-stores-embedded': {
    objects: {
      StatefulSet: ['event-system-postgresql', 'event-system-redis-master'],
      Service: ['backend', 'event-system-postgresql', 'event-system-redis-master'],
    },
    fields: {
      'Service/event-system-postgresql spec.ports[0].port': 5432,
      'Service/event-system-postgresql spec.ports[0].name': 'tcp-postgresql',
      'Service/event-system-redis-master spec.ports[0].port': 6379,
      'StatefulSet/event-system-postgresql spec.volumeClaimTemplates[0].spec.resources.requests.storage':
        '1Gi',
      'StatefulSet/event-system-postgresql spec.volumeClaimTemplates[0].spec.storageClassName': undefined,
      'AuthorizationPolicy/event-system-postgresql spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/event-system/sa/backend',
      ],
    },
  },
  'event-config-secrets': {
    objects: { ExternalSecret: ['event-backend-secrets'], Secret: [] },
    fields: { 'ConfigMap/backend data': { LOG_LEVEL: 'info', QUEUE_PREFETCH: '16' } },
    observe: (manifests) => {
      expect(JSON.stringify(manifests.field(`Deployment/backend ${container}`))).toContain(
        '"name":"backend"',
      );
      expect(
        JSON.stringify(manifests.field('Deployment/backend spec.template.metadata.annotations')),
      ).toContain('checksum');
    },
  },
  'event-migrations': {
    objects: { Deployment: ['backend'], StatefulSet: ['event-system-postgresql'] },
    observe: (manifests) => {
      expect(manifests.names('Job').map((name) => name.replace(/[0-9a-f]{8}$/, '<hash>'))).toEqual([
        'migration-<hash>',
      ]);
      expect(manifests.field('Deployment/backend spec.template.spec.initContainers')).toHaveLength(1);
      const [job = ''] = manifests.names('Job');
      expect(manifests.field(`Job/${job} spec.template.metadata.annotations`)).toMatchObject({
        'sidecar.istio.io/nativeSidecar': 'true',
      });
    },
  },
  'event-ingress': {
    objects: { Gateway: ['gateway'], VirtualService: ['backend'], DestinationRule: ['backend'] },
    routes: [
      fromGateway(
        `route ${backend} 100 %, timeout 15s, 3 retries of 2s on gateway-error,connect-failure,refused-stream`,
      ),
      fromGateway(`route ${backend} 100 %, timeout 15s, 3 retries on connect-failure,refused-stream`, post),
    ],
    fields: {
      'DestinationRule/backend spec.trafficPolicy.outlierDetection.consecutive5xxErrors': 5,
      'DestinationRule/backend spec.trafficPolicy.connectionPool.tcp.maxConnections': 100,
    },
  },
  'event-ingress-gateway-api': {
    objects: {
      Gateway: ['gateway'],
      HTTPRoute: ['backend'],
      VirtualService: [],
      DestinationRule: ['backend'],
    },
    routes: [fromGateway(`route ${backend} 100 %, timeout 15s`)],
    fields: { 'HTTPRoute/backend spec.rules[0].timeouts.request': '15s' },
  },
  'event-canary': {
    objects: {
      Deployment: ['backend', 'backend-v2'],
      DestinationRule: ['backend'],
      VirtualService: ['backend'],
    },
    routes: [fromGateway(`route ${backend} v1 90 %, ${backend} v2 10 %`)],
  },
  'event-ingress-tls': {
    objects: { Gateway: ['gateway'], Certificate: ['events'], VirtualService: ['backend'] },
    routes: [
      fromGateway('redirect 301 https://events.example.com/health'),
      {
        from: 'gateway:event-system/gateway:443',
        request: 'GET https://events.example.com/health',
        gives: `route ${backend} 100 %`,
      },
    ],
    fields: {
      'Certificate/events spec.dnsNames': ['events.example.com'],
      'Certificate/events metadata.namespace': 'istio-system',
    },
  },
  'event-egress-mail': {
    objects: {
      ServiceEntry: ['mail'],
      Gateway: ['mail'],
      VirtualService: ['mail'],
      DestinationRule: ['mail', 'mail-gateway'],
    },
    routes: [
      {
        from: 'workload:event-system/worker',
        request: 'GET http://api.mail.example.com/v1/send',
        gives:
          'route istio-egressgateway.istio-system:443 mail 100 %, timeout 10s, 2 retries on connect-failure,refused-stream',
      },
      {
        from: 'workload:event-system/backend',
        request: 'GET http://api.mail.example.com/v1/send',
        gives: 'blackhole',
      },
    ],
  },
  'event-security': {
    objects: {
      PeerAuthentication: ['default'],
      AuthorizationPolicy: ['backend', 'event-system-postgresql', 'worker'],
      ServiceAccount: ['backend', 'event-system-postgresql', 'worker'],
    },
    routes: [
      fromGateway(`route ${backend} 100 %`),
      { from: 'workload:event-system/worker', request: 'GET http://backend:5001/', gives: 'blackhole' },
    ],
    fields: {
      'PeerAuthentication/default spec.mtls.mode': 'STRICT',
      'Deployment/backend spec.template.spec.automountServiceAccountToken': false,
    },
  },
  'event-autoscaling': {
    objects: { HorizontalPodAutoscaler: ['backend'], ScaledObject: ['worker'] },
    fields: {
      'Deployment/backend spec.replicas': undefined,
      'Deployment/worker spec.replicas': undefined,
      'HorizontalPodAutoscaler/backend spec.minReplicas': 2,
      'PodDisruptionBudget/backend spec.maxUnavailable': 1,
    },
  },
  'event-kafka': {
    objects: {
      Kafka: ['events'],
      KafkaTopic: ['notifications'],
      KafkaUser: ['notifications'],
      StatefulSet: [],
    },
    fields: {
      'KafkaTopic/notifications spec.partitions': 12,
      'ScaledObject/worker spec.maxReplicaCount': 12,
    },
  },
  'event-backups': {
    objects: {
      CronJob: ['postgresql-backup', 'postgresql-backup-restore'],
      PersistentVolumeClaim: ['postgresql-backup'],
    },
    fields: {
      'CronJob/postgresql-backup spec.schedule': '30 1 * * *',
      'CronJob/postgresql-backup-restore spec.suspend': true,
    },
  },
};
