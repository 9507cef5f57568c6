import type { ProbeCommand } from '../../vocabulary/script';
import { dropEmptyPassword } from './redis-connection';
import { shell } from './shell';

/* redis-cli ends with status 0 on NOAUTH and LOADING as well, so the answer itself is read. */
const ping = shell`
${dropEmptyPassword}
answer=$(timeout 3 redis-cli -h 127.0.0.1 -p "\${REDIS_PORT:-6379}" ping 2>&1) || answer="no answer: $answer"
`;

const readiness = shell`
${ping}
case $answer in
  PONG) ;;
  *) printf '%s\n' "$answer"; exit 1 ;;
esac
`;

const liveness = shell`
${ping}
case $answer in
  *PONG | *LOADING* | *BUSY* | *MASTERDOWN* | *NOAUTH* | *WRONGPASS*) ;;
  *) printf '%s\n' "$answer"; exit 1 ;;
esac
`;

const optionalEnv = ['REDIS_PORT', 'REDISCLI_AUTH'] as const;

/**
 * Ready when Redis answers PONG: it is up, has loaded its data, and the password is right. It ends within 3
 * seconds: give the probe a `timeoutSeconds` above that.
 */
export const redisReadiness = {
  env: [],
  optionalEnv,
  command: ['sh', '-c', readiness],
} as const satisfies ProbeCommand;

/**
 * Alive when Redis answers anything: while it loads its data or runs a long script it refuses commands, and
 * killing it would not help. For the startup and the liveness probe, with a `timeoutSeconds` above 3.
 */
export const redisLiveness = {
  env: [],
  optionalEnv,
  command: ['sh', '-c', liveness],
} as const satisfies ProbeCommand;
