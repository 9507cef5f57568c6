import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import { requireSecret } from '../edges/required-secret';
import { secretVariable, type SecretReference } from '../edges/secret-reference';
import type { ImageOptions } from '../pods/pod-options';
import type { Deferred } from '../values/chart-value';
import { and } from '../values/conditions';
import { format, when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { Variable } from './store-props';

/** A Redis that workloads call, wherever it runs. */
export interface IRedis extends ICallable {
  /** The variables by which this library's scripts and `redis-cli` reach it: REDIS_HOST, REDIS_PORT, REDISCLI_AUTH. */
  readonly clientEnvironment: readonly Variable[];
  /** An image with Redis' client programs. */
  readonly clientImage: ImageOptions;
  /** Numeric user that the image's programs run as. */
  readonly clientUserId: Deferred<number>;
}

/** Where a Redis is, and its password if it has one. */
export interface RedisConnection {
  readonly host: Deferred<string>;
  readonly port: Deferred<number>;
  /** Asks for the password. */
  readonly auth: Deferred<boolean>;
  readonly password: SecretReference | undefined;
}

/**
 * Valkey, the continuation of Redis 7.2 under its BSD licence: it reads and writes Redis' protocol, files and
 * configuration, and its images carry Redis' program names. Redis itself is source-available or AGPL since 7.4; name
 * another image to run it.
 */
export const REDIS_IMAGE = {
  repository: 'docker.io/valkey/valkey',
  tag: '8.1.8-alpine',
} as const satisfies ImageOptions;

/** The user of the server in the images of Valkey and Redis, on Alpine and on Debian. */
export const REDIS_USER_ID = 999;

/** The variables by which an application learns of a Redis. */
export function redisEnvironment(connection: RedisConnection): Variable[] {
  return [
    { name: 'REDIS_HOST', value: connection.host },
    { name: 'REDIS_PORT', value: format`${connection.port}` },
    ...passwordVariable('REDIS_PASSWORD', connection),
  ];
}

/** The variables by which scripts and `redis-cli` learn of a Redis. */
export function redisCliEnvironment(connection: RedisConnection): Variable[] {
  return [
    { name: 'REDIS_HOST', value: connection.host },
    { name: 'REDIS_PORT', value: format`${connection.port}` },
    ...passwordVariable('REDISCLI_AUTH', connection),
  ];
}

/** The variable with the password, where there is one. */
export function passwordVariable(
  name: string,
  { auth, password }: Pick<RedisConnection, 'auth' | 'password'>,
): Variable[] {
  const variable = password && when<Variable>(auth, secretVariable(name, password));
  return variable === undefined ? [] : [variable];
}

/**
 * The password of a Redis as its constructs need it: it must be there where it is asked for, and its Secret is then
 * required.
 *
 * @throws ConfigError `redis-password-missing`
 */
export function requirePassword(
  scope: Construct,
  namespace: Deferred<string>,
  { auth, password }: Pick<RedisConnection, 'auth' | 'password'>,
): void {
  if (password) {
    const when = and(auth, password.required ?? true);
    requireSecret(scope, { name: password.name, namespace, keys: [password.key], when });
  } else if (auth !== false) {
    throw new ConfigError(
      'redis-password-missing',
      scope,
      "'auth' asks for a password but there is none; name its Secret in 'password', or set auth to false",
    );
  }
}
