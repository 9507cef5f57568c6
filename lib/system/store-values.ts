import type { PodOptions } from '../pods/pod-options';
import type { Persistence } from '../stores/persistence';
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

/** What a system says of a store, whichever it is. */
export interface StoreOptions {
  /** Helm makes the password up, once, where no Secret brings it. @default true */
  readonly generatePassword?: Deferred<boolean>;
  /** The volume of the data. @default - 1Gi that outlives the release */
  readonly persistence?: Persistence;
  /** Resources of the server. @default - those of the store's construct */
  readonly resources?: PodOptions['resources'];
  /** A server outside of this release. @default - none */
  readonly external?: ServerAddress;
  /** Scheduled dumps. @default - none */
  readonly backup?: BackupValues;
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

/** Declares the StorageClass of a store's volumes. */
export function declareStorageClass(group: ChartValues, volumes: 'volume' | 'volumes' = 'volume') {
  return group.string('storageClass', {
    default: '',
    pattern: OPTIONAL_DNS_NAME,
    description: `StorageClass of the ${volumes}; by default the cluster's`,
  });
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
