import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { program } from './programs';
import { ownedFolder, temporaryFolder, type Account } from './temporary-folder';
import { freePort, until } from './until';

/** PostgreSQL refuses to run as root, so there it runs as the account that Debian's package makes. */
function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A throw-away PostgreSQL on the loopback interface, with passwords required. */
export class PostgresServer {
  static readonly password = 'superuser';

  private readonly account = serverAccount();
  private readonly folder: string;
  private process: ChildProcess | undefined;
  private ended: Promise<unknown> | undefined;
  private port = 0;

  /** Is stopped and deleted after the tests of the enclosing block or file. */
  constructor() {
    afterAll(() => this.stop());
    this.folder = temporaryFolder();
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private async initialise(): Promise<void> {
    this.port = await freePort();
    ownedFolder(this.data, this.account);
    const passwordFile = join(this.folder, 'password');
    writeFileSync(passwordFile, PostgresServer.password);
    const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    execFileSync(
      program('initdb'),
      [`--pgdata=${this.data}`, ...options, '--encoding=UTF8', '--no-locale', '--no-sync'],
      { ...this.account, cwd: '/', stdio: 'pipe' },
    );
  }

  /** Starts the server and waits until it accepts connections. */
  start(): Promise<void> {
    return this.startWith([], 0);
  }

  /** Starts the server as one that replays its log without end: it rejects connections. */
  async startRecovering(): Promise<void> {
    if (this.port === 0) await this.initialise();
    writeFileSync(join(this.data, 'standby.signal'), '');
    await this.startWith(['hot_standby=off', 'restore_command=false'], 1);
  }

  private async startWith(settings: readonly string[], awaited: number): Promise<void> {
    if (this.port === 0) await this.initialise();
    const fixed = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
    ];
    const child = spawn(
      program('postgres'),
      ['-D', this.data, ...[...fixed, ...settings].flatMap((setting) => ['-c', setting])],
      { ...this.account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.process = child;
    this.ended = once(child, 'exit');
    let log = '';
    child.stderr.on('data', (data: Buffer) => (log += data.toString()));
    await until('PostgreSQL answers', () => {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended with status ${child.exitCode}:\n${log}`);
      return (
        spawnSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(this.port)]).status === awaited
      );
    });
  }

  /** Stops the server at once. */
  async stop(): Promise<void> {
    this.process?.kill('SIGQUIT');
    await this.ended;
  }

  /** Runs statements as the superuser, and gives their rows, unaligned. */
  sql(database: string, ...statements: readonly string[]): string {
    return execFileSync(
      program('psql'),
      ['-X', '-w', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...statements.flatMap((text) => ['-c', text])],
      {
        env: this.environment('postgres', PostgresServer.password, database),
        encoding: 'utf8',
        stdio: 'pipe',
      },
    ).trimEnd();
  }

  /** The variables by which a client finds a database of this server. */
  environment(user: string, password: string, database: string): Record<string, string> {
    return {
      PGHOST: '127.0.0.1',
      PGPORT: String(this.port),
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: database,
    };
  }
}
