import type { Probe } from 'kubernetes-types/core/v1';
import type { ProbeCommand } from '../vocabulary/script';

/** A probe that runs a command in the container; the commands here answer within 3 seconds. */
export function execProbe(
  { command }: ProbeCommand,
  timing: Pick<Probe, 'periodSeconds' | 'failureThreshold'>,
) {
  return { exec: { command: [...command] }, timeoutSeconds: 5, ...timing };
}
