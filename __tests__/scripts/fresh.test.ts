import { afterAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
    execFile(process.execPath, [path.join(root, 'scripts/fresh.mjs'), ...args], (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, stdout, stderr });
    });
  });
}

describe('scripts/fresh.mjs', () => {
  test('runs TypeScript as it is now, with its arguments, under its own path', async () => {
    const entry = write(
      'now.ts',
      `import { word } from './word'; console.log(word, __filename, process.argv.slice(1));`,
    );
    for (const word of ['first', 'second']) {
      write('word.ts', `export const word: string = '${word}';`);
      const { stdout } = await fresh(entry, '--flag', 'x');
      expect(stdout).toBe(`${word} ${entry} [ '${entry}', '--flag', 'x' ]\n`);
    }
  });

  test('the public entry point leads to the sources, packages to node_modules', async () => {
    const entry = write(
      'imports.ts',
      `import * as own from 'cdk8s-event-mesh'; import { Size } from 'cdk8s'; import * as source from '../../lib/index';
       console.log(own === source || Object.keys(own).join() === Object.keys(source).join(), Size.name);`,
    );
    expect(await fresh(entry)).toEqual({ exitCode: 0, stdout: 'true Size\n', stderr: '' });
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
