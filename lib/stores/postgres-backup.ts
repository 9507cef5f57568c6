import type { CronJob } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Participant } from '../edges/participant';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { BackupJobs } from './backup-jobs';
import type { BackupProps } from './backup-props';
import type { IBackupVolume } from './backup-volume';
import type { IPostgres } from './postgres';
import { postgresBackup } from './scripts/postgres-backup';
import { postgresRestore } from './scripts/postgres-restore';

/** Options of the backup of a database. */
export interface PostgresBackupProps extends BackupProps {
  /** The database, whose user must be able to read all of it. */
  readonly postgres: IPostgres;
  /**
   * Dumps before each `helm upgrade` too, once an installation has the volume: a dump that fails stops the upgrade. Only
   * the chart has this hook. @default false
   */
  readonly beforeUpgrade?: Deferred<boolean>;
  /** File that a restore reads. @default 'latest', the newest backup */
  readonly restoreFile?: Deferred<string>;
}

/**
 * Dumps a database by a CronJob, checks each dump and keeps the newest ones. A second CronJob, `<name>-restore`, is
 * suspended: it never runs by itself, and is the template of the Job that puts a dump back, in one transaction, once
 * the workloads are scaled to zero:
 *
 * `kubectl create job restore-1 --from=cronjob/<name>-restore`
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 *
 * @example
 * ```ts
 * const postgres = new EmbeddedPostgres(chart, 'database', {
 *   password: { name: 'shop-database', key: 'password' },
 * });
 * new PostgresBackup(chart, 'backup', { postgres, schedule: '30 1 * * *', retain: 14 });
 * ```
 */
export class PostgresBackup extends Construct {
  /** The cdk8s-plus CronJob that dumps. */
  readonly cronJob: CronJob;
  /** The suspended cdk8s-plus CronJob, of which restores are made. */
  readonly restore: CronJob;
  /** The identity of both jobs' pods. */
  readonly participant: Participant;
  /** Where the dumps lie. */
  readonly volume: IBackupVolume;

  constructor(scope: Construct, id: string, props: PostgresBackupProps) {
    super(scope, id);
    const jobs = new BackupJobs(this, props.postgres, props, {
      'backup.sh': postgresBackup,
      'restore.sh': postgresRestore,
    });
    this.volume = jobs.volume;
    this.participant = jobs.participant;
    this.participant.calls(props.postgres);
    this.cronJob = jobs.add('CronJob', {
      name: jobs.identity.name,
      script: 'backup.sh',
      schedule: props.schedule ?? '17 2 * * *',
      suspended: false,
      environment: jobs.retention,
    });
    if (props.beforeUpgrade !== undefined) {
      jobs.addBeforeUpgrade('BeforeUpgrade', 'backup.sh', props.beforeUpgrade);
    }
    this.restore = jobs.add('Restore', {
      name: format`${jobs.identity.name}-restore`,
      script: 'restore.sh',
      schedule: NEVER,
      suspended: true,
      environment: [{ name: 'RESTORE_FILE', value: props.restoreFile ?? 'latest' }],
    });
  }
}

/** A schedule must be there even where it is suspended. */
const NEVER = '0 0 1 1 *';
