import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ownPackage, projectPackage } from './project-package';

const TEMPLATE = path.join(__dirname, 'template');

/**
 * Where each file of the template goes. One that would mean something to npm, git or the TypeScript compiler where it
 * lies in this package has a name of its own there.
 */
const FILES: Readonly<Record<string, string>> = {
  'check.yaml': '.github/workflows/check.yaml',
  'gitignore.txt': '.gitignore',
  'README.md.txt': 'README.md',
  'cdk8s.yaml': 'cdk8s.yaml',
  'environments/dev.yaml': 'environments/dev.yaml',
  'environments/prod.yaml': 'environments/prod.yaml',
  'main.ts': 'main.ts',
  'system-chart.test.ts': 'system-chart.test.ts',
  'system-chart.ts': 'system-chart.ts',
  'tsconfig.json.txt': 'tsconfig.json',
};

/** The text of every file of a new project, by its path in the project. */
export function projectFiles(name: string): ReadonlyMap<string, string> {
  const { version } = ownPackage();
  const files = Object.entries(FILES).map(([source, target]) => {
    const text = readFileSync(path.join(TEMPLATE, source), 'utf8');
    return [target, text.replaceAll('project-name', name).replaceAll('package-version', version)] as const;
  });
  return new Map([['package.json', `${JSON.stringify(projectPackage(name), null, 2)}\n`], ...files]);
}
