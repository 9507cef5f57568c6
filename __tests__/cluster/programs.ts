import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The project's root, wherever the tests are started from. */
export const projectRoot = path.join(__dirname, '..', '..');

const installScript = 'scripts/cluster/install.sh';

export type ProgramName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubectl'
  | 'kwok'
  | 'kube-score'
  | 'kubectl-validate';

/** Where each program that the cluster tests run lies on this machine. */
export type Programs = Readonly<Record<ProgramName, string>>;

/** The pinned versions, stated once for the install script and the tests. */
const pinnedVersions = (): Readonly<Record<string, string>> => {
  const file = readFileSync(path.join(projectRoot, 'scripts/cluster/versions.env'), 'utf8');
  const assignments = file.matchAll(/^(?<name>\w+)=(?<version>.+)$/gm);
  return Object.fromEntries(Array.from(assignments, ([, name = '', version = '']) => [name, version]));
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);

/**
 * Finds the programs that `scripts/cluster/install.sh` installs.
 *
 * @throws when one is missing: the tests say what they need and never skip
 */
export const findPrograms = (): Programs => {
  const cache = path.join(
    process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
    'cdk8s-event-mesh',
  );
  const { KUBERNETES, KWOK, KUBE_SCORE, KUBECTL_VALIDATE } = pinnedVersions();
  const kubernetes = (name: string) => path.join(cache, `kubernetes-${KUBERNETES}`, name);
  const programs: Programs = {
    etcd: onPath('etcd') ?? 'etcd',
    'kube-apiserver': kubernetes('kube-apiserver'),
    'kube-controller-manager': kubernetes('kube-controller-manager'),
    'kube-scheduler': kubernetes('kube-scheduler'),
    kubectl: kubernetes('kubectl'),
    kwok: path.join(cache, `kwok-${KWOK}`, 'kwok'),
    'kube-score': path.join(cache, `kube-score-${KUBE_SCORE}`, 'kube-score'),
    'kubectl-validate': path.join(cache, `kubectl-validate-${KUBECTL_VALIDATE}`, 'kubectl-validate'),
  };
  const missing = Object.entries(programs).flatMap(([name, file]) => (isExecutable(file) ? [] : [name]));
  if (missing.length > 0) {
    throw new Error(
      `the cluster tests need ${missing.join(', ')}: etcd on PATH, the others at their pinned versions under ${cache}; ` +
        `run ${installScript}, which installs them`,
    );
  }
  return programs;
};
