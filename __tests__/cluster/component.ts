import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One long-running program of the cluster. It logs to `<folder>/<name>.log`. */
export class Component {
  private readonly process: ChildProcess;
  private readonly logFile: string;

  constructor(
    readonly name: string,
    program: string,
    args: readonly string[],
    folder: string,
  ) {
    this.logFile = path.join(folder, `${name}.log`);
    const log = openSync(this.logFile, 'w');
    this.process = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
    // The tests decide when this process ends.
    this.process.unref();
  }

  /**
   * Waits until `isReady` says so.
   *
   * @throws with the end of the program's log when it ended, or is not ready after `seconds`
   */
  async waitUntil(isReady: () => Promise<boolean>, seconds = 60): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) throw this.failure('ended');
      if (await isReady()) return;
      if (Date.now() > deadline) throw this.failure(`is not ready after ${seconds} s`);
      await sleep(100);
    }
  }

  /** Ends the program at once: what it stored goes with it, so there is nothing to shut down gracefully. */
  kill(): void {
    this.process.kill('SIGKILL');
  }

  private failure(what: string): Error {
    const log = readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    return new Error(`${this.name} ${what}; the end of its log:\n${log}`);
  }
}
