import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { arrows, cycles, forbiddenArrows, privateImports } from './architecture/arrows';
import {
  fencedTypeScript,
  projectFiles,
  readImports,
  readProjectImports,
  type SourceImport,
} from './architecture/source-imports';
import { undocumentedProps } from './architecture/undocumented-props';

const root = path.resolve(__dirname, '..');
const { name, exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, unknown>;
};
const entryPoints = Object.keys(exports)
  .filter((subPath) => !subPath.endsWith('.json'))
  .map((subPath) => path.posix.join(name, subPath));

describe('the project', () => {
  // The template of new projects is none of the project's rooms.
  const sources = projectFiles(root, ['main.ts', 'lib'], /^(?!lib\/cli\/template\/).*\.ts$/);
  const imports = readProjectImports(root, sources);

  test('keeps to the arrows between its rooms', () => {
    expect(imports.length).toBeGreaterThan(20);
    expect(forbiddenArrows(imports)).toEqual([]);
  });

  test('has no import cycle', () => {
    expect(cycles(imports)).toEqual([]);
  });

  test('has no room that the table of arrows does not know', () => {
    const rooms = readdirSync(path.join(root, 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(rooms.map((room) => room.name).filter((room) => !(room in arrows))).toEqual([]);
  });

  test('says what each optional prop is when it is left out', () => {
    const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
    expect(sources.flatMap((file) => undocumentedProps(file, read(file)))).toEqual([]);
  });

  test('shows users only its public entry points, in examples and documentation', () => {
    const documents = projectFiles(
      root,
      ['README.md', 'CONTRIBUTING.md', 'docs', 'lib', 'examples', 'bench'],
      /\.(md|ts)$/,
    );
    const shown = documents.flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const exampleItself = file.startsWith('examples/') && file.endsWith('.ts');
      return readImports(file, exampleItself ? text : fencedTypeScript(text), () => false);
    });
    expect(documents.length).toBeGreaterThan(20);
    expect(privateImports(shown, entryPoints)).toEqual([]);
  });
});

describe('the check itself', () => {
  const arrow = (from: string, to: string): SourceImport => ({ from, to, line: 7, typeOnly: false });

  test.each([
    [
      'lib/workloads/worker.ts',
      'lib/stores/redis.ts',
      'workloads imports only vocabulary, schema, values, edges, pods',
    ],
    ['lib/vocabulary/port.ts', 'lib/values/evaluate.ts', 'vocabulary imports only itself'],
    ['lib/values/chart-value.ts', 'lib/workloads/worker.ts', 'values imports only vocabulary'],
    ['lib/emit/plain.ts', 'lib/workloads/worker.ts', 'emit imports only vocabulary, values'],
    ['lib/analysis/rules/a.ts', 'lib/routing/gateway.ts', 'analysis imports only vocabulary, schema, mesh'],
    ['lib/simulate/route.ts', 'lib/analysis/finding.ts', 'simulate imports only vocabulary, schema, mesh'],
    ['lib/workloads/worker.ts', 'main.ts/x', 'workloads imports only'],
    ['lib/system/event-system.ts', 'lib/workloads/index.ts', 'import the defining file, never an index'],
    ['lib/stores/redis.ts', 'lib/index.ts', 'import the defining file, never an index'],
    ['lib/emit/plain.ts', '@cdk8s/istio-imports', 'only edges, pods, workloads, stores'],
    ['lib/mesh/index-of.ts', 'cdk8s', 'mesh reads plain manifests, never constructs'],
    ['lib/routing/gateway.ts', 'imports/istio.d.ts', 'name the package, @cdk8s/istio-imports'],
    ['lib/helpers/all.ts', 'lib/values/evaluate.ts', 'is in no room of the table of arrows'],
    ['lib/loose.ts', 'cdk8s', 'is in no room of the table of arrows'],
    [
      'main.ts',
      'lib/workloads/worker.ts',
      'main imports only system, emit, analysis, installation, delivery',
    ],
  ])('%s -> %s is found', (from, to, reason) => {
    const found = forbiddenArrows([arrow(from, to)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${from}:7 `));
    expect(found[0]).toContain(reason);
  });

  test.each([
    ['lib/workloads/worker.ts', 'lib/workloads/pod-defaults.ts'],
    ['lib/workloads/worker.ts', 'lib/edges/edge.ts'],
    ['lib/routing/gateway.ts', '@cdk8s/istio-imports'],
    ['lib/routing/gateway.ts', '@cdk8s/istio-imports/gateway-api'],
    ['lib/system/event-system.ts', 'lib/stores/redis.ts'],
    ['lib/cli/check.ts', 'lib/analysis/analyse.ts'],
    ['lib/emit/plain.ts', 'cdk8s'],
    ['lib/mesh/index-of.ts', 'node:fs'],
    ['lib/index.ts', 'lib/stores/redis.ts'],
    ['main.ts', 'lib/system/event-system.ts'],
  ])('%s -> %s is allowed', (from, to) => {
    expect(forbiddenArrows([arrow(from, to)])).toEqual([]);
  });

  test('a cycle is found, one of types alone is none', () => {
    const cycle = [arrow('a.ts', 'b.ts'), arrow('b.ts', 'c.ts'), arrow('c.ts', 'b.ts')];
    expect(cycles(cycle)).toEqual(['b.ts -> c.ts -> b.ts']);
    expect(cycles(cycle.map((one) => (one.from === 'c.ts' ? { ...one, typeOnly: true } : one)))).toEqual([]);
    expect(cycles([arrow('a.ts', 'a.ts')])).toEqual(['a.ts -> a.ts']);
  });

  test.each([
    ['/** It. */ readonly a?: string;', ['AOptions.a of a.ts has no @default']],
    ['/** It. @default 1 */ readonly a: number;', ['AOptions.a of a.ts is required, but has a @default']],
    ['/** It. @default 1 */ readonly a?: number; /** Its. */ readonly b: string;', []],
  ])('a prop documented as %s', (members, found) => {
    expect(undocumentedProps('a.ts', `export interface AOptions {\n${members}\n}`)).toEqual(found);
    expect(undocumentedProps('a.ts', `export interface Answer {\n${members}\n}`)).toEqual([]);
  });

  test('what goes past the public entry points is found', () => {
    const shown = [
      'cdk8s-event-mesh',
      'cdk8s-event-mesh/build/lib/x',
      'lib/stores/redis',
      '@cdk8s/istio-imports',
      'cdk8s',
    ];
    const found = privateImports(
      shown.map((to) => arrow('README.md', to)),
      entryPoints,
    );
    expect(found.map((line) => line.split(' ')[2])).toEqual(shown.slice(1, 4).map((to) => `${to}:`));
  });

  test('every form of import is read, with its line', () => {
    const text = [
      `import { a } from './a';`,
      `import type { b } from './b';`,
      `import { type c, type d } from './c';`,
      `import { type e, f } from './folder';`,
      `export * from './a';`,
      `export type { g } from './g';`,
      `import h = require('./h');`,
      `const i = require('./i');`,
      `const j = async () => import('./j.js');`,
      `type K = import('./k').K;`,
      `import 'cdk8s';`,
      `// import './comment';`,
    ].join('\n');
    const files = ['a', 'b', 'c', 'folder/index', 'g', 'h', 'i', 'j', 'k'].map((file) => `lib/x/${file}.ts`);
    const read = readImports('lib/x/y.ts', text, (file) => files.includes(file));
    expect(read.map(({ line, to, typeOnly }) => `${line} ${to}${typeOnly ? ' type' : ''}`)).toEqual([
      '1 lib/x/a.ts',
      '2 lib/x/b.ts type',
      '3 lib/x/c.ts type',
      '4 lib/x/folder/index.ts',
      '5 lib/x/a.ts',
      '6 lib/x/g.ts type',
      '7 lib/x/h.ts',
      '8 lib/x/i.ts',
      '9 lib/x/j.ts',
      '10 lib/x/k.ts type',
      '11 cdk8s',
    ]);
  });

  test('fenced TypeScript keeps its lines', () => {
    const text = [
      'text',
      '```ts',
      "import 'a';",
      '```',
      '```yaml',
      'b: 1',
      '```',
      ' * ```ts',
      " * import 'c';",
      ' * ```',
    ];
    const read = readImports('README.md', fencedTypeScript(text.join('\n')), () => false);
    expect(read.map(({ line, to }) => `${line} ${to}`)).toEqual(['3 a', '9 c']);
  });
});
