import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Chart } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { projectPackage } from '../lib/cli/project-package';
import { evaluateChart } from '../lib/emit/evaluate-chart';
import { EventSystemChart } from '../lib/system/event-system-chart';
import { projectFiles } from './architecture/source-imports';
import { compileBlocks, type BlockModule } from './docs/block-program';
import { blocksOf, blocksOfPart, markdownFiles, placeOf } from './docs/documents';
import { guides } from './docs/guides';
import { publicTypes } from './docs/public-types';

const root = path.resolve(__dirname, '..');
const markdown = markdownFiles(root);
const sources = projectFiles(root, ['lib'], /^lib\/(?!schema\/generated\/).*\.ts$/);
const blocks = [...markdown, ...sources].flatMap((document) => blocksOf(root, document));
const home = process.cwd();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'docs-')));
const { program, modules } = compileBlocks(root, folder, blocks);
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const packageJson = JSON.parse(text('package.json')) as Record<string, Record<string, string>>;
/** What `npm run` has here, and in a new project. */
const npmScripts = { ...packageJson['scripts'], ...(projectPackage('orders')['scripts'] as object) };

describe('examples in documents and docstrings', () => {
  const load = createRequire(__filename);
  const isTest = ({ file }: BlockModule) => file.endsWith('.test.js');

  test('are there, and compile under strict TypeScript against the public entry point', () => {
    expect(modules.length).toBeGreaterThan(20);
    expect(modules.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test.each(
    modules.filter((module) => !isTest(module)).map((module) => [placeOf(module.block), module] as const),
  )('%s synthesises', (_place, module) => {
    process.chdir(module.folder);
    const before = yamlFiles(module.folder);
    const exported = Object.values(load(module.file) as object);
    const objects = exported.flatMap(chartsOf).flatMap((chart) => evaluateChart(chart));
    const written = yamlFiles(module.folder).filter((file) => !before.includes(file));
    expect([...objects, ...written].length).toBeGreaterThan(0);
  });

  // The tests that documents show become tests of this file; those of guides need a project around them, in which the test of
  // the package runs them.
  const shown = modules.filter(isTest).filter(({ block }) => !guides(root).includes(block.document));
  for (const module of shown) {
    // By name and not by line, since snapshots are kept under it.
    describe(`${module.block.document}, ${path.basename(module.file)}`, () => {
      beforeAll(() => {
        process.chdir(module.folder);
      });
      process.chdir(module.folder);
      load(module.file);
    });
  }

  test('stand in a block wherever a docstring announces one', () => {
    const announced = sources.flatMap((file) => {
      const lines = text(file).split('\n');
      return lines.flatMap((line, index) =>
        /\* @example/.test(line) && !/\* ```ts$/.test(lines[index + 1] ?? '') ? [`${file}:${index + 1}`] : [],
      );
    });
    expect(announced).toEqual([]);
  });
});

describe('what documents say', () => {
  test('yaml is yaml', () => {
    for (const block of blocks.filter(({ language }) => language === 'yaml')) {
      expect([placeOf(block), loadAll(block.text).length]).not.toEqual([placeOf(block), 0]);
    }
  });

  test.each(markdown)('the commands and the files that %s names are there', (document) => {
    const scripts = [
      ...text(document).matchAll(/\bnpm (?:run )?(?:--silent )?((?:test|[a-z]+:[a-z]+)\b|(?<=run )[a-z]+)/g),
    ];
    const commands = [...text(document).matchAll(/\bevent-mesh ([a-z]+)\b(?! \w)/g)];
    const links = [...text(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    expect(scripts.map(([, name]) => name ?? '').filter((name) => !(name in npmScripts))).toEqual([]);
    expect(
      commands.map(([, name]) => name ?? '').filter((name) => !sources.includes(`lib/cli/${name}.ts`)),
    ).toEqual([]);
    expect(
      links
        .map(([, link]) => link ?? '')
        .filter((link) => !existsSync(path.join(root, path.dirname(document), link))),
    ).toEqual([]);
  });

  test("the README's table of dependencies is complete", () => {
    const section = /^## Dependencies\n(.*?)^## /ms.exec(text('README.md'))?.[1] ?? '';
    const named = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    const { dependencies, peerDependencies, devDependencies } = packageJson;
    expect(named.sort()).toEqual(
      [...new Set(Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies }))].sort(),
    );
  });

  test('the mistakes that the README shows are printed like that', () => {
    const place = path.join(folder, 'mistakes');
    mkdirSync(path.join(place, 'environments'), { recursive: true });
    writeFileSync(
      path.join(place, 'environments/staging.yaml'),
      'replicaCount: { scheduler: 2 }\nreplicaCout: {}\n',
    );
    process.chdir(place);
    const chart = new EventSystemChart(new App(), 'event-backend');
    const [shown] = blocksOfPart(root, 'README.md#Change an environment').filter(
      ({ language }) => language === 'text',
    );
    expect(() => evaluateChart(chart, { values: chart.values, file: 'environments/staging.yaml' })).toThrow(
      new Error(shown?.text.trimEnd()),
    );
  });

  test('each room that is there is on the map', () => {
    const rooms = readdirSync(path.join(root, 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const map = text('lib/README.md');
    expect(rooms.map(({ name }) => name).filter((name) => !map.includes(`\`${name}/\``))).toEqual([]);
  });
});

describe('the public entry point', () => {
  const { names, hidden, generated, forgotten } = publicTypes(program, root);

  test('exports what its signatures mention', () => {
    expect(names.length).toBeGreaterThan(100);
    expect(hidden).toEqual([]);
  });

  test('shows no generated type', () => {
    expect(generated).toEqual([]);
  });

  test('exports every construct', () => {
    expect(forgotten).toEqual([]);
  });
});

function chartsOf(exported: unknown): Chart[] {
  if (exported instanceof Chart) return [exported];
  // cdk8s takes for a chart by `instanceof` only what its constructor has marked.
  const isClass = typeof exported === 'function' && Object.prototype.isPrototypeOf.call(Chart, exported);
  return isClass ? [new (exported as typeof Chart)(new App(), 'documented')] : [];
}

function yamlFiles(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
}
