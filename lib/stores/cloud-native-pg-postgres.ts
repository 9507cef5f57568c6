import { Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { Cluster, ScheduledBackup } from '@cdk8s/istio-imports/cloudnative-pg';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { namespaceOf, serviceHost } from '../edges/cluster-names';
import { Participant } from '../edges/participant';
import type { Platform } from '../edges/participant-props';
import { requireSecret } from '../edges/required-secret';
import { imageReference } from '../pods/image-reference';
import type { ImageOptions } from '../pods/pod-options';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { demand } from '../values/constraint';
import { deferredObject } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { equals, less, not } from '../values/conditions';
import { choose, format, ifSet, orDefault, when } from '../values/operators';
import type { CloudNativePgBackup } from './cloud-native-pg-backup';
import { NO_SIDECAR, operatedEgress, operatedIngress, type OperatedPods } from './operator-peers';
import type { VolumeOptions } from './persistence';
import { libpqEnvironment, postgresEnvironment, type IPostgres } from './postgres';
import type { Variable } from './store-props';

/** Options of a PostgreSQL that CloudNativePG runs. */
export interface CloudNativePgPostgresProps {
  /** Name of the cluster; callers reach the primary at the Service `<name>-rw`. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects. @default - none */
  readonly labels?: Tree;
  /** Servers: a primary and its replicas. @default 3 */
  readonly instances?: Deferred<number>;
  /** Image of the servers. @default - a pinned image of CloudNativePG's own */
  readonly image?: Partial<ImageOptions>;
  /** Role that owns the database; not `postgres`, for which the operator allows no password. @default 'app' */
  readonly user?: Deferred<string>;
  /** Database that is made when the volumes are empty. @default 'app' */
  readonly database?: Deferred<string>;
  /**
   * Secret of type `kubernetes.io/basic-auth` with the user's name and password under `username` and `password`.
   * @default - empty: the operator makes one, `<name>-app`
   */
  readonly credentialsSecret?: Deferred<string>;
  /** The volume of each server. @default - 1Gi of the cluster's default class */
  readonly volume?: VolumeOptions;
  /** CPU and memory of each server. @default - what PostgreSQL needs at least */
  readonly resources?: DeferredTree<ResourceRequirements>;
  /** Settings of postgresql.conf; the operator refuses those that are its own. @default - none */
  readonly parameters?: Deferred<Record<string, string>>;
  /** Where backups go. @default - no backups */
  readonly backup?: CloudNativePgBackup;
  /** When to back up: a cron expression with seconds as its first field. @default '0 17 2 * * *', every night */
  readonly backupSchedule?: Deferred<string>;
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
  /** Further entries of the NetworkPolicy's `ingress`. @default - none */
  readonly extraIngress?: Tree;
  /** Further entries of the NetworkPolicy's `egress`. @default - none */
  readonly extraEgress?: Tree;
}

const PORT = 5432;

/**
 * A PostgreSQL with replicas and failover that the CloudNativePG operator runs.
 *
 * Its pods stay out of the mesh: the operator and the servers talk to each other by TLS of their own, and its
 * bootstrap Jobs would wait for sidecars. Callers' proxies notice that and connect without mutual TLS; the server
 * offers TLS to clients itself, and a NetworkPolicy lets in declared callers only.
 *
 * @see https://cloudnative-pg.io/documentation/current/
 * @throws ConfigError `constraint-violated` when the user is `postgres`, which has no password
 *
 * @example
 * ```ts
 * new CloudNativePgPostgres(chart, 'database', {
 *   instances: 3,
 *   volume: { size: '20Gi' },
 *   backup: CloudNativePgBackup.s3({ destinationPath: 's3://backups/shop' }),
 * });
 * ```
 */
export class CloudNativePgPostgres extends Construct implements IPostgres {
  /** The operator's `Cluster`. */
  readonly cluster: ApiObject;
  /** The servers' side of their edges. */
  readonly participant: Participant;
  /** Name of the cluster of servers. */
  readonly name: Deferred<string>;
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  /** The user `postgres` of the operator's images. */
  readonly clientUserId = 26;

  constructor(scope: Construct, id: string, props: CloudNativePgPostgresProps = {}) {
    super(scope, id);
    const {
      instances = 3,
      user = 'app',
      database = 'app',
      credentialsSecret = '',
      backup,
      platform,
      resources = {},
      parameters = {},
    } = props;
    const name = props.name ?? Names.toDnsLabel(this);
    const metadata = { name, namespace: namespaceOf(this, props.namespace), labels: props.labels };
    this.name = name;
    demand(
      this,
      not(equals(user, 'postgres')),
      "the user of a CloudNativePG database must not be 'postgres': the operator allows its superuser no password; name another owner",
    );
    const selectorLabels = { 'cnpg.io/cluster': name };
    const service = format`${name}-rw`;
    const connection = {
      host: serviceHost(service, metadata.namespace),
      port: PORT,
      user,
      database,
      password: { name: orDefault(credentialsSecret, format`${name}-app`), key: 'password' },
    };
    this.clientEnvironment = libpqEnvironment(connection);
    this.clientImage = { ...CLOUD_NATIVE_PG_IMAGE, ...props.image };
    requireSecret(this, {
      name: credentialsSecret,
      namespace: metadata.namespace,
      keys: ['username', 'password'],
      when: not(equals(credentialsSecret, '')),
    });
    for (const secret of backup?._secrets ?? []) {
      requireSecret(this, {
        name: secret.name,
        namespace: metadata.namespace,
        keys: [secret.key],
        when: secret.required ?? true,
      });
    }

    const pods: OperatedPods = {
      selectorLabels,
      operatorLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
      operatorPorts: [8000, PORT],
      peerPorts: [PORT, 8000],
      metricsPort: 9187,
      platform,
      extraIngress: props.extraIngress,
      extraEgress: props.extraEgress,
    };
    this.participant = new Participant(this, 'Mesh', {
      ...metadata,
      selectorLabels,
      serviceAccountName: name,
      serviceName: service,
      calledPorts: [{ port: PORT, protocol: 'postgres' }],
      connectionEnvironment: postgresEnvironment(connection),
      platform: { ...platform, mesh: false },
      extraIngress: operatedIngress(pods),
      extraEgress: operatedEgress(pods),
    });

    this.cluster = deferredObject(Cluster, this, 'Resource', metadata, {
      spec: {
        instances,
        imageName: imageReference(this.clientImage),
        imagePullPolicy: this.clientImage.pullPolicy ?? 'IfNotPresent',
        inheritedMetadata: { labels: NO_SIDECAR },
        bootstrap: {
          initdb: {
            database,
            owner: user,
            dataChecksums: true,
            secret: when(credentialsSecret, { name: credentialsSecret }) as never,
          },
        },
        storage: {
          size: props.volume?.size ?? '1Gi',
          storageClass: props.volume?.storageClass && ifSet(props.volume.storageClass),
        },
        resources: choose<Tree>(resources as Tree, resources as Tree, DEFAULT_RESOURCES) as never,
        postgresql: when(parameters, { parameters }) as never,
        // The operator's budget for the primary would keep the node of a lone server from being drained for ever.
        enablePDB: less(1, instances),
        backup: backup?._backup,
      },
    });
    if (backup) {
      deferredObject(ScheduledBackup, this, 'ScheduledBackup', metadata, {
        spec: {
          schedule: props.backupSchedule ?? '0 17 2 * * *',
          cluster: { name },
          method: backup._method,
          backupOwnerReference: 'self',
        },
      });
    }
  }

  get host(): Deferred<string> {
    return this.participant.host;
  }

  get calledPorts(): readonly CalledPort[] {
    return this.participant.calledPorts;
  }

  get connectionEnvironment(): ICallable['connectionEnvironment'] {
    return this.participant.connectionEnvironment;
  }

  get egressPeers(): ICallable['egressPeers'] {
    return this.participant.egressPeers;
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.participant.acceptFrom(caller, options);
  }
}

/** PostgreSQL of the same major version as `EmbeddedPostgres`, as the operator needs it. */
const CLOUD_NATIVE_PG_IMAGE = {
  repository: 'ghcr.io/cloudnative-pg/postgresql',
  tag: '17.6',
} as const satisfies ImageOptions;

/** Memory for PostgreSQL's own defaults; CPU is for the operator's instance manager too. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '100m', memory: '256Mi' },
  limits: { cpu: '1', memory: '512Mi' },
};
