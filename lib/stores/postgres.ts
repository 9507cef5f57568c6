import type { ICallable } from '../edges/caller';
import { secretVariable, type SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import type { Variable } from './store-props';

/** A PostgreSQL database that workloads call, wherever its server runs. */
export interface IPostgres extends ICallable {
  /**
   * The variables by which libpq, and so `psql` and `pg_dump`, reach the database: PGHOST, PGPORT, PGUSER,
   * PGDATABASE and PGPASSWORD.
   *
   * @see https://www.postgresql.org/docs/current/libpq-envars.html
   */
  readonly clientEnvironment: readonly Variable[];
  /** An image with PostgreSQL's client programs, not older than the server. */
  readonly clientImage: ImageOptions;
  /** Numeric user that the image's programs run as. */
  readonly clientUserId: Deferred<number>;
}

/** Where a database is and who may use it. */
export interface PostgresConnection {
  readonly host: Deferred<string>;
  readonly port: Deferred<number>;
  readonly user: Deferred<string>;
  readonly database: Deferred<string>;
  readonly password: SecretReference;
}

/** The server's image that embedded databases run and clients use: PostgreSQL licence, current major version. */
export const POSTGRES_IMAGE = {
  repository: 'docker.io/library/postgres',
  tag: '17.10-alpine',
} as const satisfies ImageOptions;

/** The user `postgres` of the Alpine images; those on Debian have 999. */
export const POSTGRES_USER_ID = 70;

/** The variables by which an application learns of a database. */
export function postgresEnvironment(connection: PostgresConnection): Variable[] {
  return [
    { name: 'POSTGRES_HOST', value: connection.host },
    { name: 'POSTGRES_PORT', value: format`${connection.port}` },
    { name: 'POSTGRES_USER', value: connection.user },
    { name: 'POSTGRES_DB', value: connection.database },
    secretVariable('POSTGRES_PASSWORD', connection.password),
  ];
}

/** The variables by which PostgreSQL's own programs learn of a database. */
export function libpqEnvironment(connection: PostgresConnection): Variable[] {
  return [
    { name: 'PGHOST', value: connection.host },
    { name: 'PGPORT', value: format`${connection.port}` },
    { name: 'PGUSER', value: connection.user },
    { name: 'PGDATABASE', value: connection.database },
    secretVariable('PGPASSWORD', connection.password),
  ];
}
