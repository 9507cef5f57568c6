import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';

/** Scheduled dumps of a store. */
export interface BackupValues {
  /** Dumps on the schedule. */
  readonly enabled: Deferred<boolean>;
  /** When, in cron syntax (UTC). */
  readonly schedule: Deferred<string>;
  /** How many dumps are kept; older ones are deleted. */
  readonly retain: Deferred<number>;
  /** Size of the volume of dumps: `1Gi`. */
  readonly size: Deferred<string>;
  /** PostgreSQL is dumped before each `helm upgrade`; a dump that fails stops the upgrade. @default true */
  readonly beforeUpgrade?: Deferred<boolean>;
}

/** Where a server outside of the release is. */
export interface ServerAddress {
  /** Its host name. */
  readonly host: Deferred<string>;
  /** The port that it listens on. */
  readonly port: Deferred<number>;
}

const QUANTITY = '^[0-9]+(\\.[0-9]+)?([KMGTPE]i?|m)?$';
const CRON = '^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|\\S+ \\S+ \\S+ \\S+ \\S+)$';

/** Declares the volume of a store's data. */
export function declarePersistence(group: ChartValues) {
  return {
    enabled: group.boolean('enabled', {
      default: true,
      description: 'Keeps the data on a volume; otherwise it goes with the pod',
    }),
    size: group.string('size', { default: '1Gi', pattern: QUANTITY, description: 'Size of the volume' }),
    retain: group.boolean('retain', {
      default: true,
      description: 'The volume outlives an uninstall, and a later installation finds its data again',
    }),
  };
}

/** Declares where a server outside of the release is. */
export function declareExternal(group: ChartValues, port: number): ServerAddress {
  return {
    host: group.string('host', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description: 'Host name of the server',
    }),
    port: group.integer('port', {
      default: port,
      minimum: 1,
      maximum: 65535,
      description: 'Port of the server',
    }),
  };
}

/** Declares `backup.*` of a store. */
export function declareBackup(store: ChartValues): BackupValues {
  const group = store.at('backup', 'Scheduled dumps to a volume of their own');
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Dumps on a schedule' }),
    schedule: group.string('schedule', {
      default: '0 2 * * *',
      pattern: CRON,
      description: 'When, in cron syntax (UTC)',
    }),
    retain: group.integer('retain', {
      default: 7,
      minimum: 1,
      maximum: 1000,
      description: 'Dumps that are kept; older ones are deleted',
    }),
    size: group.string('size', {
      default: '1Gi',
      pattern: QUANTITY,
      description: 'Size of the volume of dumps',
    }),
  };
}
