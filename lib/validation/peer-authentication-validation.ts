import type { ValidatedObject } from './validated-object';
import { validateWorkloadSelector } from './workload-selector-validation';

/**
 * Says what istiod refuses in a PeerAuthentication, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function validatePeerAuthentication({ spec }: ValidatedObject): void {
  const labels = spec.at('selector', 'matchLabels');
  const ports = spec.at('portLevelMtls');
  if (labels.entries.length === 0 && ports.entries.length > 0) {
    ports.error('is set for a whole namespace; only a policy with a selector tells ports apart');
  }
  for (const [port, mode] of ports.entries) {
    if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535)
      mode.error(`is for port ${port}, expected 1 to 65535`);
  }
  validateWorkloadSelector(spec.at('selector'), labels);
}
