import type { Json, JsonObject } from '../vocabulary/json';

/** What the API server puts where a field is absent. */
export interface Defaults {
  readonly [field: string]: Default;
}

/** A value; defaults of the fields inside of a map, or of every item of a list; or what depends on the map around it. */
export type Default =
  | string
  | number
  | boolean
  | Defaults
  | readonly [Defaults]
  | Made
  | ((around: JsonObject) => Json | Defaults | Made | undefined);

/** A map that is made where it is absent. */
export class Made {
  constructor(readonly fields: Defaults) {}
}

const probe: Defaults = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  httpGet: { path: '/', scheme: 'HTTP' },
  grpc: { service: '' },
};
const fieldRef: Defaults = { fieldRef: { apiVersion: 'v1' } };
const container: Defaults = {
  imagePullPolicy: ({ image }) =>
    typeof image === 'string' && /@|:(?!latest$)[^/]*$/.test(image) ? 'IfNotPresent' : 'Always',
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  ports: [{ protocol: 'TCP' }],
  env: [{ valueFrom: fieldRef, value: ({ valueFrom }) => (valueFrom === undefined ? '' : undefined) }],
  volumeMounts: [{ readOnly: false }],
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
  lifecycle: { preStop: { httpGet: { scheme: 'HTTP' } }, postStart: { httpGet: { scheme: 'HTTP' } } },
};

/** 0644. */
const FILE_MODE = 420;
const podSpec: Defaults = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  enableServiceLinks: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  serviceAccountName: 'default',
  containers: [container],
  initContainers: [container],
  volumes: [
    {
      configMap: { defaultMode: FILE_MODE },
      secret: { defaultMode: FILE_MODE },
      downwardAPI: { defaultMode: FILE_MODE, items: [fieldRef] },
      projected: {
        defaultMode: FILE_MODE,
        sources: [{ serviceAccountToken: { expirationSeconds: 3600 }, downwardAPI: { items: [fieldRef] } }],
      },
      hostPath: { type: '' },
    },
  ],
  topologySpreadConstraints: [{ nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' }],
  tolerations: [{ operator: 'Equal' }],
};
const template: Defaults = { spec: podSpec };
const claim: Defaults = { volumeMode: 'Filesystem' };

const rollingUpdate =
  (fields: Defaults) =>
  ({ type }: JsonObject): Made | undefined =>
    type === undefined || type === 'RollingUpdate' ? new Made(fields) : undefined;

const job: Defaults = {
  parallelism: 1,
  completions: ({ parallelism }) => (parallelism === undefined ? 1 : undefined),
  backoffLimit: 6,
  completionMode: 'NonIndexed',
  suspend: false,
  podReplacementPolicy: ({ podFailurePolicy }) =>
    podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  template,
};

/** The defaults of a kind, by its type. */
export const apiDefaults: Readonly<Record<string, Defaults>> = {
  '/Pod': { spec: podSpec },
  'apps/Deployment': {
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      minReadySeconds: 0,
      paused: false,
      strategy: new Made({
        rollingUpdate: rollingUpdate({ maxSurge: '25%', maxUnavailable: '25%' }),
        type: 'RollingUpdate',
      }),
      template,
    },
  },
  'apps/ReplicaSet': { spec: { replicas: 1, minReadySeconds: 0, template } },
  'apps/StatefulSet': {
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      minReadySeconds: 0,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: new Made({ rollingUpdate: rollingUpdate({ partition: 0 }), type: 'RollingUpdate' }),
      persistentVolumeClaimRetentionPolicy: new Made({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
      template,
      volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: claim }],
    },
  },
  'apps/DaemonSet': {
    spec: {
      revisionHistoryLimit: 10,
      minReadySeconds: 0,
      updateStrategy: new Made({
        rollingUpdate: rollingUpdate({ maxSurge: 0, maxUnavailable: 1 }),
        type: 'RollingUpdate',
      }),
      template,
    },
  },
  'batch/Job': { spec: job },
  'batch/CronJob': {
    spec: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: { spec: job },
    },
  },
  '/Service': {
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      publishNotReadyAddresses: false,
      externalTrafficPolicy: ({ type }) =>
        type === 'LoadBalancer' || type === 'NodePort' ? 'Cluster' : undefined,
      allocateLoadBalancerNodePorts: ({ type }) => (type === 'LoadBalancer' ? true : undefined),
      ports: [{ protocol: 'TCP', targetPort: ({ port }) => port }],
    },
  },
  '/PersistentVolumeClaim': { spec: claim },
  '/Secret': { type: 'Opaque' },
  '/ServiceAccount': { automountServiceAccountToken: true },
  'autoscaling/HorizontalPodAutoscaler': { spec: { minReplicas: 1 } },
  'networking.k8s.io/NetworkPolicy': {
    spec: {
      policyTypes: ({ egress }) =>
        Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
      ingress: [{ ports: [{ protocol: 'TCP' }] }],
      egress: [{ ports: [{ protocol: 'TCP' }] }],
    },
  },
  'networking.k8s.io/Ingress': {
    spec: { rules: [{ http: { paths: [{ pathType: 'ImplementationSpecific' }] } }] },
  },
  'policy/PodDisruptionBudget': { spec: { unhealthyPodEvictionPolicy: 'IfHealthyBudget' } },
  'storage.k8s.io/StorageClass': { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  'rbac.authorization.k8s.io/RoleBinding': { roleRef: { apiGroup: 'rbac.authorization.k8s.io' } },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { roleRef: { apiGroup: 'rbac.authorization.k8s.io' } },
};
