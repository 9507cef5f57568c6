import { Cluster } from './cluster';
import { installCustomResourceDefinitions } from './custom-resource-definitions';

/**
 * Gives the test files of a run one cluster, which EVENT_MESH_KUBECONFIG leads to: the one that it names already
 * (see keep-running.ts), else a new one that ends with the run, however that ends.
 */
export default async (): Promise<void> => {
  if (process.env['EVENT_MESH_KUBECONFIG'] !== undefined) return;
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(exitCode));
  }
  const cluster = await Cluster.start();
  process.env['EVENT_MESH_KUBECONFIG'] = cluster.kubeconfig;
  await installCustomResourceDefinitions();
};
