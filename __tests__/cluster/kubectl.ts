import { findPrograms } from './programs';
import { runProgram, type ProgramResult } from './run-program';

export interface KubectlResult extends ProgramResult {
  /** What the API server warned of: Pod Security, deprecated kinds and fields, and whatever it adds some day. */
  readonly warnings: readonly string[];
}

/**
 * The environment in which kubectl, helm and kubectl-validate reach the running cluster, and no other.
 *
 * @throws outside `npm run test:cluster`
 */
export const clusterEnvironment = (): { KUBECONFIG: string } => {
  const kubeconfig = process.env['EVENT_MESH_KUBECONFIG'];
  if (kubeconfig === undefined)
    throw new Error('no cluster is running; run these tests by `npm run test:cluster`');
  return { KUBECONFIG: kubeconfig };
};

/** Runs kubectl against the running cluster and gives its answer, be it a refusal. */
export const tryKubectl = async (args: readonly string[], input?: string): Promise<KubectlResult> => {
  const { kubectl } = findPrograms();
  const options = { env: clusterEnvironment(), ...(input === undefined ? {} : { input }) };
  const result = await runProgram(kubectl, args, options);
  const warnings = result.stderr.split('\n').filter((line) => line.startsWith('Warning: '));
  return { ...result, warnings };
};

/**
 * Runs kubectl against the running cluster.
 *
 * @throws with what kubectl printed, when it fails
 */
export const kubectl = async (args: readonly string[], input?: string): Promise<KubectlResult> => {
  const result = await tryKubectl(args, input);
  if (result.exitCode !== 0) throw new Error(`kubectl ${args.join(' ')} failed:\n${result.stderr}`);
  return result;
};
