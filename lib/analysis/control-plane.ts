import type { Manifest } from '../mesh/manifest';

/** Whether an object belongs to an installation of Istio, whose authors know what they do. */
export function isControlPlane({ labels }: Manifest): boolean {
  return labels['istio'] !== undefined || labels['release'] === 'istio';
}
