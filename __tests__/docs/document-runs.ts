import { projectFiles } from '../architecture/source-imports';
import { blocksOfPart, placeOf, type Block } from './documents';
import { guides } from './guides';
import { shellCommands, type ShellCommand } from './shell-commands';

/**
 * What runs a part of the documents: `npm run test:pack` without a cluster, `__tests__/cluster/docs.test.ts` and
 * `__tests__/cluster/upgrade.test.ts` against a real API server, or `.ci/run`, which begins in a fresh clone.
 */
export type Runner = 'pack' | 'cluster' | 'upgrade' | 'ci';

/** Where the reader of a part stands: in a clone, beside the package alone, in a new project, beside a chart. */
export type Beginning = 'clone' | 'package' | 'project' | 'charts';

/** A part of the documents whose blocks of shell are run, from top to bottom. */
export interface DocumentRun {
  /** A document, or one section of it: `README.md#Limits`. */
  readonly part: string;
  readonly begins: Beginning;
  /**
   * Name of the project that it begins with.
   *
   * @default order-events
   */
  readonly project?: string;
  readonly by: readonly Runner[];
}

/** A command that no test can run, and why. */
export interface Exception {
  readonly command: RegExp;
  readonly reason: string;
}

const GUIDE_CHART = "docs/upgrading.md#From the guide's chart";

/** How-to guides whose commands for a cluster reach one in the test of clusters. */
const RELEASING = ['docs/how-to/canary.md', 'docs/how-to/migrate-from-a-chart.md'];

const FURTHER: readonly DocumentRun[] = [
  { part: 'README.md#Two commands', begins: 'clone', by: ['ci'] },
  { part: 'README.md#Five minutes to a system of your own', begins: 'clone', by: ['pack'] },
  { part: 'docs/tutorial.md', begins: 'package', by: ['pack', 'cluster'] },
  { part: 'docs/library.md', begins: 'package', by: ['pack'] },
  { part: 'docs/delivery.md', begins: 'project', by: ['pack', 'cluster'] },
  { part: 'docs/installation.md#With istioctl', begins: 'clone', by: ['pack'] },
  { part: 'docs/helm.md#A starter for further charts', begins: 'project', by: ['pack'] },
  { part: 'README.md#Apply it', begins: 'clone', by: ['cluster'] },
  { part: 'README.md#Or install it with Helm', begins: 'clone', by: ['cluster'] },
  { part: 'docs/upgrading.md#From one version to the next', begins: 'clone', by: ['cluster'] },
  { part: GUIDE_CHART, begins: 'clone', by: ['upgrade'] },
  { part: 'docs/installation.md#Removing it', begins: 'clone', by: ['cluster'] },
  { part: 'charts/event-backend/README.md', begins: 'charts', by: ['cluster'] },
  { part: 'lib/stores/README.md', begins: 'clone', by: ['cluster'] },
  { part: 'lib/cli/template/README.md.txt', begins: 'project', project: 'project-name', by: ['cluster'] },
];

/** The only commands in documents that are not run. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    command: /^kubectl .* exec /,
    reason:
      'containers of the test cluster are simulated; __tests__/system dumps and restores a real PostgreSQL',
  },
  { command: /^helm diff /, reason: 'a plugin, which Helm fetches from GitHub' },
  {
    command: /^helm (repo add istio|upgrade --install istio|uninstall istio)/,
    reason: "Istio's charts are at its own repository, and its pods need machines",
  },
  { command: /^istioctl install /, reason: 'it brings a control plane, whose pods need machines' },
  { command: /^cosign verify /, reason: 'the published chart is in a registry' },
  {
    command: /^(gpg|helm verify) /,
    reason:
      'signs with a key of yours; __tests__/system/chart-signature.test.ts does the same with one of its own',
  },
  { command: /^gh (api|secret) /, reason: 'changes the settings of a repository on GitHub' },
];

/** The documents whose commands are held. */
export function documentsWithCommands(root: string): string[] {
  return [
    ...projectFiles(root, ['README.md', 'docs', 'lib'], /\.md$/),
    'charts/event-backend/README.md',
    'lib/cli/template/README.md.txt',
  ];
}

/** All that is run, in an order in which one may follow the other. */
export function documentRuns(root: string): DocumentRun[] {
  const howTo = guides(root).map((part): DocumentRun => {
    return { part, begins: 'project', by: RELEASING.includes(part) ? ['pack', 'cluster'] : ['pack'] };
  });
  return [...FURTHER, ...howTo];
}

/** The parts that a runner runs. */
export function runsBy(root: string, runner: Runner): DocumentRun[] {
  return documentRuns(root).filter(({ by }) => by.includes(runner));
}

/** The blocks of shell in a part of the documents. */
export function shellBlocks(root: string, part: string): Block[] {
  return blocksOfPart(root, part).filter(({ language }) => language === 'sh');
}

/** The exception that a command is, if it is one. */
export function exceptionFor(words: ShellCommand): Exception | undefined {
  return EXCEPTIONS.find(({ command }) => command.test(words.join(' ')));
}

/**
 * Whether no test can run a block.
 *
 * @throws Error if that is so of some of its commands alone
 */
export function isExcepted(block: Block): boolean {
  const commands = shellCommands(block.text);
  const excepted = commands.filter((words) => exceptionFor(words));
  if (excepted.length === 0) return false;
  // What leads to the place where they are run is part of them.
  const others = commands.filter((words) => !exceptionFor(words) && words[0] !== 'cd');
  if (others.length === 0) return true;
  throw new Error(
    `${placeOf(block)}: some of its commands cannot be run by a test (${excepted.map(([first]) => first).join(', ')}); ` +
      `give the others a block of their own`,
  );
}
