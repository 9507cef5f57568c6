import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { CalledPort, ICallable } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import { ExternalService } from '../edges/external-service';
import type { MeshObjectProps } from '../edges/mesh-object';
import type { SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import type { Deferred, DeferredTree } from '../values/chart-value';
import {
  REDIS_IMAGE,
  REDIS_USER_ID,
  redisCliEnvironment,
  redisEnvironment,
  requirePassword,
  type IRedis,
} from './redis';
import type { Variable } from './store-props';

/** Options of a Redis outside of the cluster. */
export interface ExternalRedisProps extends MeshObjectProps {
  /** DNS name of the server. */
  readonly host: Deferred<string>;
  /** Port of the server. @default 6379 */
  readonly port?: Deferred<number>;
  /** The server asks for the password. @default - where `password` is given */
  readonly auth?: Deferred<boolean>;
  /** Entry of a Secret with the password. @default - none */
  readonly password?: SecretReference;
  /** Where NetworkPolicies let callers out to. @default - any address, at the server's port */
  readonly egressPeers?: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Image of backups' client programs. @default - that of `EmbeddedRedis` */
  readonly clientImage?: Partial<ImageOptions>;
}

/**
 * A Redis that somebody else runs, such as a cloud's. It has no pods here; callers' proxies learn its name by a
 * `ServiceEntry`. What leaves the mesh for it is protected only if the application speaks TLS itself.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @throws ConfigError `redis-password-missing` when `auth` is asked for without a password
 *
 * @example
 * ```ts
 * new ExternalRedis(chart, 'queue', {
 *   host: 'queue.example.com',
 *   password: { name: 'shop-queue', key: 'password' },
 * });
 * ```
 */
export class ExternalRedis extends Construct implements IRedis {
  /** The server as the mesh knows it. */
  readonly service: ExternalService;
  readonly connectionEnvironment: readonly Variable[];
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  readonly clientUserId = REDIS_USER_ID;

  constructor(scope: Construct, id: string, props: ExternalRedisProps) {
    super(scope, id);
    const { host, port = 6379, password, auth = password !== undefined } = props;
    const connection = { host, port, auth, password };
    this.connectionEnvironment = redisEnvironment(connection);
    this.clientEnvironment = redisCliEnvironment(connection);
    this.clientImage = { ...REDIS_IMAGE, ...props.clientImage };
    this.service = new ExternalService(this, 'Service', {
      ...props,
      name: props.name ?? Names.toDnsLabel(this),
      port,
      protocol: 'redis',
    });
    requirePassword(this, namespaceOf(this, props.namespace), connection);
  }

  get host(): Deferred<string> {
    return this.service.host;
  }

  get calledPorts(): readonly CalledPort[] {
    return this.service.calledPorts;
  }

  get egressPeers(): ICallable['egressPeers'] {
    return this.service.egressPeers;
  }

  acceptFrom(): void {
    this.service.acceptFrom();
  }
}
