import { afterAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

// Each test starts processes, which take long on a busy machine.

const root = path.resolve(__dirname, '../..');
// Inside the project, so that its packages are found as they are from main.ts.
const folder = mkdtempSync(path.join(root, 'node_modules', '.fresh-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, content: string): string {
  writeFileSync(path.join(folder, file), content);
  return path.join(folder, file);
}

function fresh(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'scripts/fresh.mjs'), ...args],
      { env: process.env },
      (error, stdout, stderr) => {
        resolve({ exitCode: error?.code ?? 0, stdout, stderr });
      },
    );
  });
}

describe('scripts/fresh.mjs', () => {
  test('runs TypeScript as it is now, with its arguments, under its own path', async () => {
    const entry = write(
      'now.ts',
      `#!/usr/bin/env node
       import { word } from './word'; console.log(word, __filename, process.argv.slice(1));`,
    );
    for (const word of ['first', 'second']) {
      write('word.ts', `export const word: string = '${word}';`);
      const { stdout } = await fresh(entry, '--flag', 'x');
      expect(stdout).toBe(`${word} ${entry} [ '${entry}', '--flag', 'x' ]\n`);
    }
  });

  test('the public entry point leads to the sources', async () => {
    const entry = write(
      'imports.ts',
      `import * as own from 'cdk8s-event-mesh'; import * as source from '../../lib/index';
       console.log(own === source || Object.keys(own).join() === Object.keys(source).join());`,
    );
    expect(await fresh(entry)).toEqual({ exitCode: 0, stdout: 'true\n', stderr: '' });
  });

  test('packages find what lies beside them', async () => {
    // cdk8s loads a file by a program of its own.
    const manifest = write('manifest.yaml', 'kind: ConfigMap');
    const entry = write(
      'load.ts',
      `import { Yaml } from 'cdk8s'; console.log(Yaml.load(process.argv[2] ?? ''));`,
    );
    expect((await fresh(entry, manifest)).stdout).toBe("[ { kind: 'ConfigMap' } ]\n");
  });

  test('errors point into the TypeScript', async () => {
    const entry = write(
      'throws.ts',
      `interface Gone { a: string }\n\nexport const x: Gone = boom();\nfunction boom(): Gone { throw new Error('no'); }`,
    );
    const { exitCode, stderr } = await fresh(entry);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`at boom (${entry}:4:`);
    expect(stderr).toContain(`(${entry}:3:`);
  });

  describe('a bundle that is kept', () => {
    const keptBundle = (entry: string) =>
      path.join(root, 'node_modules/.cache/fresh', encodeURIComponent(path.relative(root, entry)));

    /** Runs an entry whose files are old enough for its bundle to be kept. */
    async function runTwice(name: string): Promise<string> {
      rmSync(path.join(folder, 'said.tsx'), { force: true });
      write('said.ts', `export const said: string = 'old';`);
      const entry = write(name, `import { said } from './said'; console.log(said, new Error().stack);`);
      await setTimeout(200);
      const first = await fresh(entry);
      const { mtimeMs } = statSync(keptBundle(entry));
      expect(await fresh(entry)).toEqual(first);
      expect(statSync(keptBundle(entry)).mtimeMs).toBe(mtimeMs);
      expect(first.stdout).toMatch(`old Error\n    at Object.<anonymous> (${entry}:1:`);
      return entry;
    }

    test.each([
      ['changes', 'said.ts', `export const said: string = 'new';`],
      ['is added in the place of another', 'said.tsx', `export const said: string = 'new';`],
    ])('is made anew when a file %s', async (_, file, content) => {
      const entry = await runTwice('again.ts');
      write(file, content);
      expect((await fresh(entry)).stdout).toMatch(/^new /);
    });

    test('is compiled anew by another V8, and then kept as that one has it', async () => {
      const entry = await runTwice('other-v8.ts');
      const before = readFileSync(keptBundle(entry));
      process.env['NODE_OPTIONS'] = '--jitless';
      try {
        expect((await fresh(entry)).stdout).toMatch(/^old /);
        const after = readFileSync(keptBundle(entry));
        expect(after.equals(before)).toBe(false);
        expect((await fresh(entry)).stdout).toMatch(/^old /);
        expect(readFileSync(keptBundle(entry)).equals(after)).toBe(true);
      } finally {
        delete process.env['NODE_OPTIONS'];
      }
    });

    test('is made anew when it is broken, and is left behind by no entry that is gone', async () => {
      const entry = await runTwice('broken-bundle.ts');
      writeFileSync(keptBundle(entry), readFileSync(keptBundle(entry)).subarray(0, 500));
      expect((await fresh(entry)).stdout).toMatch(/^old /);
      rmSync(entry);
      await runTwice('other.ts');
      expect(() => statSync(keptBundle(entry))).toThrow('ENOENT');
    });
  });

  test('a syntax error is shown where it is', async () => {
    const { exitCode, stdout, stderr } = await fresh(write('broken.ts', 'const x = ;'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/Unexpected ";".*broken\.ts:1:10/s);
  });

  test('exit codes pass through', async () => {
    expect((await fresh(write('seven.ts', 'process.exitCode = 7;'))).exitCode).toBe(7);
    expect((await fresh(path.join(folder, 'absent.ts'))).exitCode).toBe(2);
    expect((await fresh()).exitCode).toBe(2);
  });
});
