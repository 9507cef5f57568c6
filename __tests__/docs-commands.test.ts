import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectFiles as filesOfProject } from '../lib/cli/project-files';
import type { Command } from '../lib/cli/command';
import { projectFiles } from './architecture/source-imports';
import {
  documentRuns,
  documentsWithCommands,
  exceptionFor,
  EXCEPTIONS,
  isExcepted,
  runsBy,
  shellBlocks,
} from './docs/document-runs';
import { blocksOf, markdownFiles, placeOf } from './docs/documents';
import { changedText, fileChange } from './docs/changed-text';
import { saveBlock } from './docs/follow-guide';
import { guides } from './docs/guides';
import { inlineCommands, RUN_FROM_TEXTS } from './docs/inline-commands';
import { shellCommands } from './docs/shell-commands';
import { TemporaryFolder } from './fixtures/temporary-folder';

const root = path.resolve(__dirname, '..');
const commands = markdownFiles(root).flatMap((document) =>
  blocksOf(root, document)
    .filter(({ language }) => language === 'sh')
    .flatMap((block) => shellCommands(block.text).map((words) => ({ place: placeOf(block), words }))),
);

describe('every command in a document', () => {
  const blocks = documentsWithCommands(root).flatMap((document) =>
    blocksOf(root, document).filter(({ language }) => language === 'sh'),
  );
  const runs = documentRuns(root);

  test('is run by a test, or has a reason why none can', () => {
    const run = new Set(runs.flatMap(({ part }) => shellBlocks(root, part).map(placeOf)));
    expect(blocks.length).toBeGreaterThan(50);
    expect(blocks.filter((block) => !run.has(placeOf(block)) && !isExcepted(block)).map(placeOf)).toEqual([]);
  });

  test('that cannot be run stands apart from those that can', () => {
    const excepted = commands.filter(({ words }) => exceptionFor(words));
    expect(excepted.length).toBeGreaterThan(0);
    expect(() => blocks.map(isExcepted)).not.toThrow();
  });

  test.each(EXCEPTIONS.map(({ command, reason }) => [command, reason] as const))(
    'that is like %s is there: %s',
    (command) => {
      expect(commands.filter(({ words }) => command.test(words.join(' ')))).not.toEqual([]);
    },
  );

  test.each(runs.map((run) => [run.part, run] as const))('of %s is one of some that are run', (part) => {
    expect(shellBlocks(root, part).filter((block) => !isExcepted(block))).not.toEqual([]);
  });

  test('that .ci/run runs is there', () => {
    const script = readFileSync(path.join(root, '.ci/run'), 'utf8').replaceAll(' --silent', '');
    const lines = runsBy(root, 'ci').flatMap(({ part }) =>
      shellBlocks(root, part).flatMap(({ text }) => shellCommands(text).map((words) => words.join(' '))),
    );
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => !script.includes(line))).toEqual([]);
  });

  test('stands in a block of shell, but for those that are run from texts too', () => {
    expect(inlineCommands(root, RUN_FROM_TEXTS).length).toBeGreaterThan(10);
    expect(inlineCommands(root, 'kubectl|istioctl|argocd|flux|cosign|gpg|git|gh|curl|docker')).toEqual([]);
  });
});

describe('the commands of event-mesh in documents', () => {
  const inText = markdownFiles(root).flatMap((document) =>
    [...readFileSync(path.join(root, document), 'utf8').matchAll(/`(event-mesh [a-z]+ [^`\n]+)`/g)].flatMap(
      ([, code = '']) => shellCommands(code).map((words) => ({ place: document, words })),
    ),
  );
  const ours = [...commands, ...inText].flatMap(({ place, words }) => {
    const at = words.indexOf('event-mesh');
    return at < 0 ? [] : [[place, words.slice(at + 1)] as const];
  });

  test.each(ours.map(([place, words]) => [place, words.join(' '), words] as const))(
    '%s: event-mesh %s has these options',
    (_place, _line, [name = '', ...args]) => {
      const known = readdirSync(path.join(root, 'lib/cli')).filter((file) => file === `${name}.ts`);
      expect(known).toEqual([`${name}.ts`]);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- which command is known by the document
      const { usage } = Object.values(require(`../lib/cli/${name}`) as object)[0] as Command;
      const options = args.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0] ?? '');
      expect(options.filter((option) => !new RegExp(`(^|\\s)${option}\\b`, 'm').test(usage))).toEqual([]);
    },
  );
});

describe('what documents install', () => {
  const charts = commands
    .filter(({ words: [program, verb] }) => program === 'helm' && ['install', 'upgrade'].includes(verb ?? ''))
    .filter(({ words: [, , , chart = ''] }) => existsSync(path.join(root, chart)));

  test.each(charts.map(({ place, words }) => [place, words.slice(1)] as const))(
    '%s: helm %j is linted and rendered',
    (place, args) => {
      const folder = new TemporaryFolder();
      for (const name of ['charts', 'environments']) symlinkSync(path.join(root, name), folder.at(name));
      const [document = ''] = place.split(':');
      for (const block of blocksOf(root, document).filter(({ fileName = '' }) => args.includes(fileName)))
        saveBlock(block, folder.path);
      const env = {
        ...process.env,
        GUIDE_HELM: process.env['EVENT_MESH_HELM'],
        GUIDE_COMMANDS: folder.at('commands.txt'),
      };
      const { status, stderr } = spawnSync(path.join(__dirname, 'docs/bin/helm'), args, {
        cwd: folder.path,
        env,
        encoding: 'utf8',
      });
      folder.remove();
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );
});

describe('a guide', () => {
  test('is in the index', () => {
    const index = readFileSync(path.join(root, 'docs/README.md'), 'utf8');
    const pages = projectFiles(root, ['docs'], /\.md$/).map((page) => path.relative('docs', page));
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
  });

  test.each(guides(root))('%s changes what a new project holds', (guide) => {
    const folder = new TemporaryFolder();
    for (const [file, text] of filesOfProject('order-events')) folder.write(file, text);
    const blocks = blocksOf(root, guide).filter(
      ({ language, fileName }) => language === 'diff' || fileName !== undefined,
    );
    for (const block of blocks) saveBlock(block, folder.path);
    const changes = blocks.filter(({ language }) => language === 'diff').map(({ text }) => fileChange(text));
    const saved = blocks.filter(({ fileName }) => fileName !== undefined);
    const { files } = folder;
    folder.remove();
    expect(
      changes.flatMap(({ file, parts }) =>
        parts.filter(({ replacement }) => !files[file]?.includes(replacement)),
      ),
    ).toEqual([]);
    expect(saved.filter(({ fileName = '' }) => files[fileName] === undefined)).toEqual([]);
  });

  test('is refused where its change does not fit', () => {
    const change = fileChange('+++ main.ts\n one\n-two\n+three\n');
    expect(changedText('zero\none\ntwo\n', change)).toBe('zero\none\nthree\n');
    expect(() => changedText('one\nthree\n', change)).toThrow('main.ts: this is there 0 times');
    expect(() => changedText('one\ntwo\none\ntwo\n', change)).toThrow('this is there 2 times');
    expect(() => fileChange('--- main.ts\n')).toThrow('names no file');
  });
});

describe('the reading of shell', () => {
  test.each([
    ['a b\nc', [['a', 'b'], ['c']]],
    ['a \\\n  b && c | d', [['a', 'b'], ['c'], ['d']]],
    ['# no\na "b c" \'d && e\' # no', [['a', 'b c', 'd && e']]],
    ['a --x="$(b -c)" > file', [['a', '--x=$(b -c)']]],
    ['for x in a b; do\n  c\ndone', [['c']]],
  ])('%j', (text, expected) => {
    expect(shellCommands(text)).toEqual(expected);
  });
});
