import { findPrograms } from './programs';
import { runProgram } from './run-program';

/** What kubectl-validate says of one object; a failure says what of it, where it knows. */
interface Status {
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message: string }[] };
}

/**
 * Lets kubectl-validate check the manifests of a folder against schemas and gives its complaints.
 *
 * @param flags which schemas to take
 * @param env the environment that says which cluster to ask for schemas
 * @throws when it cannot do that
 */
export const schemaViolations = async (
  folder: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string[]> => {
  const program = findPrograms()['kubectl-validate'];
  const { stdout, stderr } = await runProgram(program, ['--output=json', ...flags, folder], { env });
  if (stdout === '') throw new Error(`kubectl-validate cannot check ${folder}:\n${stderr}`);
  const statuses = JSON.parse(stdout) as Readonly<Record<string, readonly Status[]>>;
  if (Object.keys(statuses).length === 0) throw new Error(`kubectl-validate found no manifest in ${folder}`);
  return Object.entries(statuses).flatMap(([file, ofObjects]) =>
    ofObjects
      .filter(({ status }) => status !== 'Success')
      .map(({ message, details }) => {
        const causes = details?.causes?.map((cause) => `${cause.field ?? ''}: ${cause.message}`);
        return `${file}: ${causes?.join('; ') ?? message ?? 'invalid'}`;
      }),
  );
};
