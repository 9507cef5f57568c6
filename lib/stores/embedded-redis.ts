import { ConfigMap, type Service, type StatefulSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { serviceHost } from '../edges/cluster-names';
import { fragmentName } from '../edges/fragment-name';
import type { Participant } from '../edges/participant';
import type { SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata } from '../values/deferred-object';
import { choose, format, fragment, hash } from '../values/operators';
import { execProbe } from './exec-probe';
import {
  passwordVariable,
  REDIS_IMAGE,
  REDIS_USER_ID,
  redisCliEnvironment,
  redisEnvironment,
  requirePassword,
  type IRedis,
} from './redis';
import { restoreParts, type RedisRestore } from './redis-restore';
import { redisLiveness, redisReadiness } from './scripts/redis-probes';
import { ScriptFiles } from './script-files';
import { redisRestore } from './scripts/redis-restore';
import { redisServer } from './scripts/redis-server';
import type { Script } from '../vocabulary/script';
import type { EmbeddedStoreProps, Variable } from './store-props';
import { serveStore, storeIdentity } from './store-server';

/** Options of an embedded Redis. */
export interface EmbeddedRedisProps extends EmbeddedStoreProps {
  /** Asks clients for the password. @default - where `password` is given */
  readonly auth?: Deferred<boolean>;
  /** The password. @default - none: policies alone keep others out */
  readonly password?: SecretReference;
  /** Logs every change to disk (at most one second is lost); otherwise a snapshot is taken now and then. @default true */
  readonly appendOnly?: Deferred<boolean>;
  /**
   * Memory for data, in Redis' units. Once it is full, Redis refuses to write: a queue must not lose entries. Keep it
   * well under the memory limit of `resources`, since saving needs memory too.
   * @default '160mb'
   */
  readonly maxMemory?: Deferred<string>;
  /** Further lines in the syntax of redis.conf, which win over the construct's. @default - none */
  readonly configuration?: Deferred<string>;
  /** A snapshot to start with. @default - none */
  readonly restore?: RedisRestore;
}

const PORT = 6379;
const DATA_PATH = '/data';
const CONFIGURATION_PATH = '/etc/redis';

/**
 * A Redis of one pod with a volume, that only declared callers reach. It is set up as a queue: it keeps what it was
 * given, over restarts too, and refuses to write when its memory is full.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 * @throws ConfigError `redis-password-missing` when `auth` is asked for without a password
 *
 * @example
 * ```ts
 * new EmbeddedRedis(chart, 'queue', { persistence: { size: '2Gi' } });
 * ```
 */
export class EmbeddedRedis extends Construct implements IRedis {
  /** The cdk8s-plus StatefulSet. */
  readonly statefulSet: StatefulSet;
  /** The cdk8s-plus Service, port 6379. */
  readonly service: Service;
  /** The cdk8s-plus ConfigMap with redis.conf. */
  readonly configMap: ConfigMap;
  /** The server's side of its edges. */
  readonly participant: Participant;
  /** Name of the StatefulSet and the Service. */
  readonly name: Deferred<string>;
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  readonly clientUserId: Deferred<number>;

  constructor(scope: Construct, id: string, props: EmbeddedRedisProps = {}) {
    super(scope, id);
    const { password, auth = password !== undefined, appendOnly = true } = props;
    const identity = storeIdentity(this, props);
    const { name, namespace } = identity;
    this.name = name;
    this.clientImage = { ...REDIS_IMAGE, ...props.image };
    this.clientUserId = props.runAsUser ?? REDIS_USER_ID;
    const connection = { host: serviceHost(name, namespace), port: PORT, auth, password };
    this.clientEnvironment = redisCliEnvironment(connection);
    requirePassword(this, namespace, connection);

    const configMapName = format`${name}-configuration`;
    const configuration = fragment<Record<string, string>>(fragmentName(this, 'configuration'), {
      'redis.conf': format`${FIXED_CONFIGURATION}appendonly ${choose(appendOnly, 'yes', 'no')}
maxmemory ${props.maxMemory ?? '160mb'}
${props.configuration ?? ''}`,
    });
    this.configMap = new ConfigMap(this, 'ConfigMap');
    bindMetadata(this.configMap, { ...identity, name: configMapName });
    new Bindings<ConfigMapShape>(this.configMap).remove((o) => o.immutable).set((o) => o.data, configuration);

    const scripts = new ScriptFiles(this, 'Scripts', identity, {
      'start.sh': redisServer,
      ...((props.restore ? { 'restore.sh': redisRestore } : {}) as { 'restore.sh': Script }),
    });
    const restore =
      props.restore &&
      restoreParts(props.restore, {
        image: this.clientImage,
        appendOnly: choose(appendOnly, 'yes', 'no'),
        dataPath: DATA_PATH,
        scripts,
      });
    const server = serveStore(this, identity, props, {
      role: 'redis',
      port: PORT,
      protocol: 'redis',
      image: this.clientImage,
      userId: this.clientUserId,
      dataPath: DATA_PATH,
      connectionEnvironment: redisEnvironment({
        ...connection,
        host: props.connectionHost ?? connection.host,
      }),
      resources: DEFAULT_RESOURCES,
      podAnnotations: { 'checksum/configuration': hash(configuration), ...(scripts.annotations as object) },
      environment: [
        { name: 'REDIS_CONFIG', value: `${CONFIGURATION_PATH}/redis.conf` },
        ...passwordVariable('REDISCLI_AUTH', connection),
      ],
      container: {
        command: scripts.command('start.sh'),
        // Loading a large log takes minutes; it counts as alive.
        startupProbe: execProbe(redisLiveness, { periodSeconds: 5, failureThreshold: 60 }),
        readinessProbe: execProbe(redisReadiness, { periodSeconds: 10, failureThreshold: 3 }),
        livenessProbe: execProbe(redisLiveness, { periodSeconds: 20, failureThreshold: 3 }),
      },
      initContainers: [restore?.initContainer],
      volumes: [
        { name: 'configuration', configMap: { name: configMapName } },
        scripts.volume(),
        restore?.volume,
      ],
      volumeMounts: [
        { name: 'configuration', mountPath: CONFIGURATION_PATH, readOnly: true },
        scripts.mount(),
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

/** Protected mode would refuse clients of other pods; policies decide who they are. */
const FIXED_CONFIGURATION = `port ${PORT}
bind * -::*
protected-mode no
dir ${DATA_PATH}
maxmemory-policy noeviction
`;

/** Enough for the default of `maxMemory` and for saving beside it. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '50m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '1Gi' },
};
