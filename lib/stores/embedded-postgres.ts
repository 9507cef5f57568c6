import { ConfigMap, type Service, type StatefulSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { serviceHost } from '../edges/cluster-names';
import { fragmentName } from '../edges/fragment-name';
import type { Participant } from '../edges/participant';
import { requireSecret } from '../edges/required-secret';
import { secretVariable, type SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata } from '../values/deferred-object';
import { format, fragment, hash } from '../values/operators';
import {
  libpqEnvironment,
  POSTGRES_IMAGE,
  POSTGRES_USER_ID,
  postgresEnvironment,
  type IPostgres,
} from './postgres';
import { execProbe } from './exec-probe';
import { postgresLiveness, postgresReadiness } from './scripts/postgres-probes';
import type { EmbeddedStoreProps, Variable } from './store-props';
import { serveStore, storeIdentity } from './store-server';

/** Options of an embedded PostgreSQL. */
export interface EmbeddedPostgresProps extends EmbeddedStoreProps {
  /** The password of `user`. The server takes it when it first starts on an empty volume. */
  readonly password: SecretReference;
  /** Role that owns the database; a superuser, made with an empty volume. @default 'postgres' */
  readonly user?: Deferred<string>;
  /** Database, made with an empty volume. @default 'postgres' */
  readonly database?: Deferred<string>;
  /** Lines in the syntax of postgresql.conf, which win over those that `initdb` wrote. @default - none */
  readonly configuration?: Deferred<string>;
}

const PORT = 5432;
const DATA_PATH = '/data';
/** Below the mount point, since PostgreSQL refuses a data directory that it does not own alone. */
const PGDATA = `${DATA_PATH}/postgresql`;
const CONFIGURATION_PATH = '/etc/postgresql';

/**
 * A PostgreSQL server of one pod with a volume, that only declared callers reach. For systems that can live with its
 * short absence when a node is drained; otherwise take `CloudNativePgPostgres` or `ExternalPostgres`.
 *
 * @see https://www.postgresql.org/docs/17/
 *
 * @example
 * ```ts
 * new EmbeddedPostgres(chart, 'database', {
 *   password: { name: 'shop-database', key: 'password' },
 *   persistence: { size: '10Gi' },
 * });
 * ```
 */
export class EmbeddedPostgres extends Construct implements IPostgres {
  /** The cdk8s-plus StatefulSet. */
  readonly statefulSet: StatefulSet;
  /** The cdk8s-plus Service, port 5432. */
  readonly service: Service;
  /** The cdk8s-plus ConfigMap with postgresql.conf. */
  readonly configMap: ConfigMap;
  /** The server's side of its edges. */
  readonly participant: Participant;
  /** Name of the StatefulSet and the Service. */
  readonly name: Deferred<string>;
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  readonly clientUserId: Deferred<number>;

  constructor(scope: Construct, id: string, props: EmbeddedPostgresProps) {
    super(scope, id);
    const { user = 'postgres', database = 'postgres', password } = props;
    const identity = storeIdentity(this, props);
    const { name, namespace } = identity;
    this.name = name;
    this.clientImage = { ...POSTGRES_IMAGE, ...props.image };
    this.clientUserId = props.runAsUser ?? POSTGRES_USER_ID;
    const connection = { host: serviceHost(name, namespace), port: PORT, user, database, password };
    this.clientEnvironment = libpqEnvironment(connection);
    requireSecret(this, {
      name: password.name,
      namespace,
      keys: [password.key],
      when: password.required ?? true,
    });

    const configMapName = format`${name}-configuration`;
    const configuration = fragment<Record<string, string>>(fragmentName(this, 'configuration'), {
      'postgresql.conf': format`include '${PGDATA}/postgresql.conf'\n${props.configuration ?? ''}`,
    });
    this.configMap = new ConfigMap(this, 'ConfigMap');
    bindMetadata(this.configMap, { ...identity, name: configMapName });
    new Bindings<ConfigMapShape>(this.configMap).remove((o) => o.immutable).set((o) => o.data, configuration);

    const server = serveStore(this, identity, props, {
      role: 'postgresql',
      port: PORT,
      protocol: 'postgres',
      image: this.clientImage,
      userId: this.clientUserId,
      dataPath: DATA_PATH,
      connectionEnvironment: postgresEnvironment({
        ...connection,
        host: props.connectionHost ?? connection.host,
      }),
      resources: DEFAULT_RESOURCES,
      podAnnotations: { 'checksum/configuration': hash(configuration) },
      environment: [
        { name: 'POSTGRES_USER', value: user },
        { name: 'POSTGRES_DB', value: database },
        secretVariable('POSTGRES_PASSWORD', password),
        { name: 'POSTGRES_INITDB_ARGS', value: '--data-checksums' },
        { name: 'PGDATA', value: PGDATA },
        // For the probes, so that they log no failed attempts.
        { name: 'PGUSER', value: user },
        { name: 'PGDATABASE', value: database },
      ],
      container: {
        args: ['postgres', '-c', `config_file=${CONFIGURATION_PATH}/postgresql.conf`],
        // The recovery after a crash may take minutes; it counts as alive.
        startupProbe: execProbe(postgresLiveness, { periodSeconds: 5, failureThreshold: 60 }),
        readinessProbe: execProbe(postgresReadiness, { periodSeconds: 10, failureThreshold: 3 }),
        livenessProbe: execProbe(postgresLiveness, { periodSeconds: 20, failureThreshold: 3 }),
      },
      volumes: [
        { name: 'run', emptyDir: {} },
        // Parallel queries share memory there; a container's own /dev/shm has 64 MiB.
        { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
        { name: 'configuration', configMap: { name: configMapName } },
      ],
      volumeMounts: [
        { name: 'run', mountPath: '/var/run/postgresql' },
        { name: 'shared-memory', mountPath: '/dev/shm' },
        { name: 'configuration', mountPath: CONFIGURATION_PATH, readOnly: true },
      ],
    });
    this.statefulSet = server.statefulSet;
    this.service = server.service;
    this.participant = server.participant;
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

/** Enough for PostgreSQL's own defaults: 128 MB of shared buffers, a few dozen connections, 1 GB of WAL without a volume. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '2Gi' },
};
