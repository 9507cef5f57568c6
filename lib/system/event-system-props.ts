import type { EventBackendProps } from '../workloads/event-backend';
import type { SchedulerProps } from '../workloads/scheduler';
import type { WorkerProps } from '../workloads/worker';
import type { Platform } from '../edges/participant-props';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { CanaryOptions } from './canary';
import type { MailOptions } from './mail-values';
import type { ExternalSecretsOptions } from './passwords';
import type { MeshOptions } from './mesh-values';
import type { MonitoringOptions } from './monitoring-values';
import type { DatabaseOptions } from './database-values';
import type { QueueOptions } from './queue-values';

/** What the system itself decides for its workloads. */
type Decided = 'name' | 'namespace' | 'labels' | 'selectorLabels' | 'platform';

/** A role that can be left out. */
export type RoleOptions<P> = Omit<P, Decided> & {
  /** Deploys it. @default true */
  readonly enabled?: Deferred<boolean>;
};

/** A further service of a system, and whom it calls. */
export interface FurtherService extends RoleOptions<EventBackendProps> {
  /** Names of the services that it calls: further ones, `backend`, `postgres`, `redis` or `mail`. @default - none */
  readonly calls?: readonly string[];
}

/** How the worker scales on what waits in its queue. */
export interface WorkerQueueScaling {
  /** Scales on the depth of the queue. */
  readonly enabled: Deferred<boolean>;
  /** The list in Redis that holds the jobs. */
  readonly list: Deferred<string>;
  /** Jobs that wait per pod. */
  readonly perPod: Deferred<number>;
  /** Namespace of the KEDA operator. */
  readonly operatorNamespace: Deferred<string>;
}

/** A migration of the database. */
export interface MigrationOptions {
  /** Runs it. */
  readonly enabled: Deferred<boolean>;
  /** What migrates, in the image of the HTTP API. */
  readonly command: Deferred<string[]>;
}

/** Options of an event system. */
export interface EventSystemProps {
  /** The application's name, the middle of its objects' names. @default 'event-backend' */
  readonly name?: Deferred<string>;
  /** Name of the release, the start of all objects' names. @default - the release that is installed */
  readonly releaseName?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart, else that of the release */
  readonly namespace?: Deferred<string>;
  /** The HTTP API. */
  readonly backend: RoleOptions<EventBackendProps>;
  /** A second version of the HTTP API that takes a share of the requests. @default - none */
  readonly canary?: CanaryOptions;
  /** The consumer of the queue. */
  readonly worker: RoleOptions<WorkerProps>;
  /** Scales the worker on the depth of its queue; needs `worker.autoscaling`. @default - on CPU and memory */
  readonly queueScaling?: WorkerQueueScaling;
  /** The producer of scheduled jobs. */
  readonly scheduler: RoleOptions<SchedulerProps>;
  /** The database. @default - an embedded PostgreSQL */
  readonly database?: DatabaseOptions;
  /** Takes the stores' passwords from an external store. @default - from Secrets that somebody makes */
  readonly externalSecrets?: ExternalSecretsOptions;
  /** A migration of the database, on which all roles wait. @default - none */
  readonly migrations?: MigrationOptions;
  /** The queue. @default - an embedded Redis */
  readonly queue?: QueueOptions;
  /** A mail API outside of the cluster, which the worker calls through the mesh's egress gateway. @default - none */
  readonly mail?: MailOptions;
  /** The mesh, and how the backend is reached. @default - an Istio mesh, open at its ingress gateway */
  readonly mesh?: MeshOptions;
  /** Scraping, alerts and dashboards, by the Prometheus operator and Grafana. @default - none */
  readonly monitoring?: MonitoringOptions;
  /** Where the pods run, beside the mesh. @default - the platform of a usual cluster */
  readonly platform?: Omit<Platform, 'mesh'>;
  /** Further services by name. @default - none */
  readonly services?: Readonly<Record<string, FurtherService>>;
  /** A test that calls the backend's health page through the mesh: `helm test` runs it. @default - none */
  readonly smokeTest?: Deferred<boolean>;
  /** Objects that are emitted as they are. @default - none */
  readonly extraObjects?: Tree;
}
