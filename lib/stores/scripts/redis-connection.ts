import { shell } from './shell';

/** What every script that connects to a Redis elsewhere needs. */
export const redisConnectionEnv = ['REDIS_HOST'] as const;

/** The port, default 6379, and the password, which redis-cli reads itself: it stands on no command line. */
export const redisConnectionOptionalEnv = ['REDIS_PORT', 'REDISCLI_AUTH'] as const;

/** An empty password means none; redis-cli would send it, and be refused. */
export const dropEmptyPassword = shell`
[ -n "\${REDISCLI_AUTH:-}" ] || unset REDISCLI_AUTH
`;

export const requireRedisConnection = shell`
: "\${REDIS_HOST:?is not set: the host name of the Redis server}"
REDIS_PORT=\${REDIS_PORT:-6379}
whole REDIS_PORT "$REDIS_PORT"
${dropEmptyPassword}
`;
