import { findPrograms } from './programs';
import { runProgram } from './run-program';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** One complaint of kube-score about one object, or about one of its containers. */
export interface ScoreFinding {
  /** kube-score's name of the check, such as `container-resources`. */
  readonly check: string;
  /** The complaint, such as `CPU limit is not set`. */
  readonly summary: string;
  /** Kind and name of the object. */
  readonly object: string;
  /** The container, or empty. */
  readonly container: string;
}

/** An entry of score-exceptions.yaml: a complaint that is accepted, and why. */
export interface ScoreException {
  readonly check: string;
  readonly summary: string;
  /** The objects it is accepted for, each as kind and name; all when absent. */
  readonly objects?: readonly string[];
  readonly reason: string;
}

export const exceptionApplies = (exception: ScoreException, finding: ScoreFinding): boolean =>
  exception.check === finding.check &&
  exception.summary === finding.summary &&
  (exception.objects?.includes(finding.object) ?? true);

/** How messages show a finding. */
export const describeFinding = ({ check, summary, object, container }: ScoreFinding): string =>
  `${object}${container === '' ? '' : `, container ${container}`}: ${check}: ${summary}`;

/** The parts that are read here of kube-score's JSON output, version 2. */
interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks:
    | readonly {
        readonly check: { readonly id: string };
        readonly grade: number;
        readonly skipped: boolean;
        readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
      }[]
    | null;
}

const critical = 1;

/**
 * Lets kube-score judge the manifests of a folder.
 *
 * @throws when it cannot read them
 */
export const criticalFindings = async (folder: string): Promise<ScoreFinding[]> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    path.join(folder, file),
  );
  const manifests = files.filter((file) => /\.ya?ml$/.test(file));
  const flags = ['--output-format=json', '--kubernetes-version=v1.36'];
  const { stdout, stderr } = await runProgram(findPrograms()['kube-score'], [
    'score',
    ...flags,
    ...manifests,
  ]);
  if (stdout === '') throw new Error(`kube-score cannot judge ${folder}:\n${stderr}`);
  return (JSON.parse(stdout) as ScoredObject[]).flatMap(({ type_meta: type, object_meta: meta, checks }) =>
    (checks ?? [])
      .filter(({ grade, skipped }) => grade === critical && !skipped)
      .flatMap(({ check, comments }) =>
        (comments ?? []).map(({ path: container, summary }) => ({
          check: check.id,
          summary,
          object: `${type.kind} ${meta.name}`,
          container,
        })),
      ),
  );
};
