import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { CalledPort, ICallable } from '../edges/caller';
import { ExternalService } from '../edges/external-service';
import { namespaceOf } from '../edges/cluster-names';
import type { MeshObjectProps } from '../edges/mesh-object';
import { requireSecret } from '../edges/required-secret';
import type { SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import type { Deferred, DeferredTree } from '../values/chart-value';
import {
  libpqEnvironment,
  POSTGRES_IMAGE,
  POSTGRES_USER_ID,
  postgresEnvironment,
  type IPostgres,
} from './postgres';
import type { Variable } from './store-props';

/** Options of a PostgreSQL outside of the cluster. */
export interface ExternalPostgresProps extends MeshObjectProps {
  /** DNS name of the server. */
  readonly host: Deferred<string>;
  /** Port of the server. @default 5432 */
  readonly port?: Deferred<number>;
  /** Role that callers log in as. */
  readonly user: Deferred<string>;
  /** Database that callers use. */
  readonly database: Deferred<string>;
  /** Entry of a Secret with the password of the role. */
  readonly password: SecretReference;
  /** How clients protect the connection, which leaves the mesh: libpq's `sslmode`. @default 'require' */
  readonly sslMode?: Deferred<'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'>;
  /** Where NetworkPolicies let callers out to. @default - any address, at the server's port */
  readonly egressPeers?: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Image of backups' client programs, not older than the server. @default - that of `EmbeddedPostgres` */
  readonly clientImage?: Partial<ImageOptions>;
}

/**
 * A PostgreSQL server that somebody else runs, such as a cloud's. It has no pods here; callers' proxies learn its name
 * by a `ServiceEntry`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 *
 * @example
 * ```ts
 * const database = new ExternalPostgres(chart, 'database', {
 *   host: 'shop.abc123.eu-central-1.rds.amazonaws.com',
 *   user: 'shop',
 *   database: 'shop',
 *   password: { name: 'shop-database', key: 'password' },
 *   sslMode: 'verify-full',
 * });
 * new Worker(chart, 'worker', { image: { repository: 'registry.example.com/shop', tag: '1.0.0' } }).calls(database);
 * ```
 */
export class ExternalPostgres extends Construct implements IPostgres {
  /** The server as the mesh knows it. */
  readonly service: ExternalService;
  readonly connectionEnvironment: readonly Variable[];
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  readonly clientUserId = POSTGRES_USER_ID;

  constructor(scope: Construct, id: string, props: ExternalPostgresProps) {
    super(scope, id);
    const { port = 5432, password, sslMode = 'require' } = props;
    const connection = { ...props, port };
    const protection: Variable = { name: 'PGSSLMODE', value: sslMode };
    this.connectionEnvironment = [...postgresEnvironment(connection), protection];
    this.clientEnvironment = [...libpqEnvironment(connection), protection];
    this.clientImage = { ...POSTGRES_IMAGE, ...props.clientImage };
    this.service = new ExternalService(this, 'Service', {
      ...props,
      name: props.name ?? Names.toDnsLabel(this),
      port,
      protocol: 'postgres',
    });
    requireSecret(this, {
      name: password.name,
      namespace: namespaceOf(this, props.namespace),
      keys: [password.key],
      when: password.required ?? true,
    });
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
