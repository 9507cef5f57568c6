import type { Script } from '../../vocabulary/script';
import { redisConnectionEnv, redisConnectionOptionalEnv, requireRedisConnection } from './redis-connection';
import { opening, shell } from './shell';
import { waitLoop } from './wait-loop';

/**
 * Waits until Redis answers PONG: for the init container of a workload that cannot start without it. A server
 * that still loads its data, or a wrong password, is told on standard error while it waits.
 *
 * | variable | meaning |
 * |---|---|
 * | `REDIS_HOST`, `REDIS_PORT`, `REDISCLI_AUTH` | the server, its port (default 6379), its password if any |
 * | `WAIT_SECONDS` | when to give up, default 300; one attempt of at most 5 seconds may run beyond it |
 *
 * Status: 0 Redis answers; 1 it did not in time; 2 the environment is wrong.
 */
export const redisWait = {
  env: [...redisConnectionEnv],
  optionalEnv: [...redisConnectionOptionalEnv, 'WAIT_SECONDS'],
  text: shell`
${opening}
${requireRedisConnection}
${waitLoop}
attempt() {
  reason=$(timeout 5 redis-cli -h "$REDIS_HOST" -p "$REDIS_PORT" ping 2>&1) || reason="no answer: $reason"
  [ "$reason" = PONG ]
}
until_deadline "Redis on $REDIS_HOST" || fail "gave up after $WAIT_SECONDS s: $reason"
say "Redis on $REDIS_HOST answers"
`,
} as const satisfies Script;
