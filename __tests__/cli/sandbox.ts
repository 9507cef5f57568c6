import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** How a run of `event-mesh` ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary working directory in which the real `event-mesh` runs as a process of its own. */
export class Sandbox {
  public readonly folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-'));

  public write(file: string, content: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), content);
  }

  /** All files under a folder with their contents. */
  public read(folder: string): Record<string, string> {
    const absolute = path.join(this.folder, folder);
    return Object.fromEntries(
      readdirSync(absolute, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(absolute, path.join(entry.parentPath, entry.name)))
        .sort()
        .map((file) => [file, readFileSync(path.join(absolute, file), 'utf8')]),
    );
  }

  /** The names in a folder, hidden ones included. */
  public list(folder = '.'): string[] {
    return readdirSync(path.join(this.folder, folder)).sort();
  }

  public start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(
      process.execPath,
      [path.join(root, 'scripts/fresh.mjs'), path.join(root, 'lib/cli/event-mesh.ts'), ...args],
      { cwd: this.folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  }

  public run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return ended(this.start(args, env));
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for the process that {@link Sandbox.start} has started. */
export function ended(process: ChildProcess): Promise<Outcome> {
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream]?.setEncoding('utf8').on('data', (text: string) => (output[stream] += text));
  }
  return new Promise((resolve, reject) => {
    process.once('error', reject);
    // 'exit' and not 'close': an app that outlives a killed `event-mesh` keeps the pipes open.
    process.once('exit', (exitCode, signal) => {
      setImmediate(() => {
        resolve({ exitCode, signal, ...output });
      });
    });
  });
}
