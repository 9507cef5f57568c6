import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inlineCommands, RUN_FROM_TEXTS } from './inline-commands';

const SUITE = `- from: gateway:*:80
  request: GET http://order-events.example.com/events/7
  expect: { outcome: route, destinations: [{ host: api.order-events.svc.cluster.local, port: 5001 }] }
`;

/**
 * Runs the commands that texts and tables name, in a copy of the project that the tutorial leads to.
 *
 * @throws Error with the document and what was printed, where one fails
 */
export function runInlineCommands(root: string, project: string, env: NodeJS.ProcessEnv): void {
  const folder = `${project}-of-texts`;
  cpSync(project, folder, { recursive: true, verbatimSymlinks: true });
  provide(folder);
  const PATH = `${path.join(folder, 'node_modules/.bin')}:${env['PATH'] ?? ''}`;
  for (const { place, command } of inlineCommands(root, RUN_FROM_TEXTS)) {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: folder,
      env: { ...env, PATH },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${place}: exit code ${status}\n${command}\n${stdout}${stderr}`);
  }
}

/** What the texts take for granted: a suite, a revision of git with manifests, those of before, a chart. */
function provide(folder: string): void {
  const at = (...names: readonly string[]) => path.join(folder, ...names);
  writeFileSync(at('requests.yaml'), SUITE);
  mkdirSync(at('old'));
  for (const [from, to] of [
    ['dist', 'old/dist'],
    ['dist/prod', 'deploy'],
    ['dist/chart/order-events', 'charts/shop'],
  ] as const)
    cpSync(at(from), at(to), { recursive: true });
  const author = ['-c', 'user.name=reader', '-c', 'user.email=reader@example.com'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', 'deploy'],
    [...author, 'commit', '--quiet', '-m', 'Deploy'],
  ])
    execFileSync('git', args, { cwd: folder, stdio: 'inherit' });
}
