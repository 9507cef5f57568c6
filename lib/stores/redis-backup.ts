import type { CronJob } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Participant } from '../edges/participant';
import { BackupJobs } from './backup-jobs';
import type { BackupProps } from './backup-props';
import type { IBackupVolume } from './backup-volume';
import type { IRedis } from './redis';
import { redisBackup } from './scripts/redis-backup';

/** Options of the backup of a Redis. */
export interface RedisBackupProps extends BackupProps {
  /** The Redis; its default user must be allowed to replicate. */
  readonly redis: IRedis;
}

/**
 * Fetches a snapshot of a Redis by a CronJob, checks it and keeps the newest ones. Redis reads a snapshot only when it
 * starts, so that the way back is `restore` of {@link EmbeddedRedisProps}.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
 *
 * @example
 * ```ts
 * const redis = new EmbeddedRedis(chart, 'queue');
 * new RedisBackup(chart, 'backup', { redis });
 * ```
 */
export class RedisBackup extends Construct {
  /** The cdk8s-plus CronJob. */
  readonly cronJob: CronJob;
  /** The identity of the job's pods. */
  readonly participant: Participant;
  /** Where the snapshots lie. */
  readonly volume: IBackupVolume;

  constructor(scope: Construct, id: string, props: RedisBackupProps) {
    super(scope, id);
    const jobs = new BackupJobs(this, props.redis, props, { 'backup.sh': redisBackup });
    this.volume = jobs.volume;
    this.participant = jobs.participant;
    this.participant.calls(props.redis);
    this.cronJob = jobs.add('CronJob', {
      name: jobs.identity.name,
      script: 'backup.sh',
      schedule: props.schedule ?? '47 2 * * *',
      suspended: false,
      environment: jobs.retention,
    });
  }
}
