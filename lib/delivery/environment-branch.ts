import type { DeliveryEnvironment } from './delivery-environment';

/** The branch that holds the manifests of one environment, and nothing else. */
export function environmentBranch({ name }: DeliveryEnvironment): string {
  return `env/${name}`;
}
