import { mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { redisServer } from '../../../lib/stores/scripts/redis-server';
import type { Container, Running } from './container';
import { program } from './programs';
import { freePort, until } from './until';

/** A throw-away Redis on the loopback interface, started by the script that manifests carry. */
export class RedisServer {
  readonly data: string;
  private running: Running | undefined;

  private constructor(
    private readonly container: Container,
    readonly port: number,
    readonly password: string,
    private readonly settings: readonly string[],
    name: string,
  ) {
    this.data = container.volume(name);
    mkdirSync(this.data, { recursive: true });
  }

  static async create(
    container: Container,
    name: string,
    password: string,
    settings: readonly string[] = [],
  ): Promise<RedisServer> {
    return new RedisServer(container, await freePort(), password, settings, name);
  }

  /** Starts the server and waits until it answers, be it with an error. */
  async start(...more: readonly string[]): Promise<void> {
    const config = `${this.data}.conf`;
    const fixed = [
      `port ${this.port}`,
      'bind 127.0.0.1',
      `dir ${JSON.stringify(this.data)}`,
      'save ""',
      'enable-debug-command local',
      'repl-diskless-sync-delay 0',
    ];
    writeFileSync(config, [...fixed, ...this.settings, ...more, ''].join('\n'));
    const running = this.container.start(redisServer, { REDIS_CONFIG: config, REDISCLI_AUTH: this.password });
    this.running = running;
    await until('Redis answers', () => {
      if (running.process.exitCode !== null) throw new Error(`Redis has ended:\n${running.log()}`);
      return spawnSync(program('redis-cli'), ['-p', String(this.port), 'ping']).status === 0;
    });
  }

  /** Kills the server: nothing is saved. */
  async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    running?.process.kill('SIGKILL');
    await running?.outcome;
  }

  /** The arguments of the server process, as any user of the machine can see them. */
  commandLine(): string {
    return execFileSync('ps', ['-o', 'args=', '-p', String(this.running?.process.pid)], { encoding: 'utf8' });
  }

  /** Runs one command and gives its answer. @throws on an error answer. */
  command(...args: readonly string[]): string {
    const answer = execFileSync(program('redis-cli'), ['-e', '-p', String(this.port), ...args], {
      env: this.password === '' ? {} : { REDISCLI_AUTH: this.password },
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return answer.trimEnd();
  }

  /** Writes dump.rdb, after the process that served a backup has ended. */
  async save(): Promise<void> {
    await until('no save runs', () =>
      this.command('INFO', 'persistence').includes('rdb_bgsave_in_progress:0'),
    );
    this.command('SAVE');
  }

  /** A digest of all keys, values and expirations, whatever their order inside. */
  digest(): string {
    return this.command('DEBUG', 'DIGEST');
  }

  /** The variables by which a client finds this server. */
  environment(): Record<string, string> {
    return { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(this.port), REDISCLI_AUTH: this.password };
  }
}
