import type { Script } from '../../vocabulary/script';
import { opening, shell } from './shell';

/**
 * Starts Redis with its configuration file and, if there is one, a password. The server takes the password
 * from standard input, written byte by byte in hexadecimal, so that no character of it has a meaning; it
 * stands in no file and on no command line, and the same variable serves the probes in the container.
 *
 * | variable | meaning |
 * |---|---|
 * | `REDIS_CONFIG` | path of the mounted redis.conf |
 * | `REDISCLI_AUTH` | the password of the default user; empty or not set: none |
 *
 * The shell becomes the server, which so gets the signals itself. Status: that of the server; 2 the
 * environment is wrong.
 */
export const redisServer = {
  env: ['REDIS_CONFIG'],
  optionalEnv: ['REDISCLI_AUTH'],
  text: shell`
${opening}
: "\${REDIS_CONFIG:?is not set: the path of redis.conf}"
[ -r "$REDIS_CONFIG" ] || refuse "REDIS_CONFIG '$REDIS_CONFIG' is not readable"
password=$(printf %s "\${REDISCLI_AUTH:-}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../\\x&/g')
exec redis-server "$REDIS_CONFIG" - <<EOF
requirepass "$password"
EOF
`,
} as const satisfies Script;
