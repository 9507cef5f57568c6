import { postgresBackup } from '../../../lib/stores/scripts/postgres-backup';
import { BackupVolume } from './backup-volume';
import type { Container } from './container';
import { createDatabase, databaseContents, fillDatabase, recreateDatabase } from './odd-database';
import type { PostgresServer } from './postgres-server';

/** A filled database with an owner and a backup volume of its own. */
export class BackedUpDatabase {
  readonly owner: string;
  readonly volume: BackupVolume;
  readonly env: Record<string, string>;

  constructor(
    private readonly server: PostgresServer,
    private readonly container: Container,
    readonly name: string,
    password = 'a password',
  ) {
    this.owner = `app ${server.sql('postgres', 'SELECT count(*) FROM pg_roles')}`;
    this.volume = new BackupVolume(container.volume(`backups of ${this.owner}`));
    createDatabase(server, name, this.owner, password);
    fillDatabase(server, name, this.owner);
    this.env = { ...server.environment(this.owner, password, name), BACKUP_DIR: this.volume.path };
  }

  contents(): string {
    return databaseContents(this.server, this.name);
  }

  sql(...statements: readonly string[]): string {
    return this.server.sql(this.name, ...statements);
  }

  dropAndCreate(): void {
    recreateDatabase(this.server, this.name, this.owner);
  }

  /** Runs the backup script and gives the new file's name. @throws when it fails. */
  async backUp(env: Readonly<Record<string, string>> = {}): Promise<string> {
    await this.volume.nextSecond();
    const before = this.volume.backups();
    const { status, log } = await this.container.run(postgresBackup, { ...this.env, RETAIN: '99', ...env });
    const added = this.volume.backups().filter((name) => !before.includes(name));
    if (status !== 0 || added[0] === undefined)
      throw new Error(`the backup failed (status ${status}):\n${log}`);
    return added[0];
  }
}
