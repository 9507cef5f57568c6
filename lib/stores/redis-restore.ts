import { imageReference } from '../pods/image-reference';
import type { ImageOptions } from '../pods/pod-options';
import { restricted } from '../pods/pod-template';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { choose, when } from '../values/operators';
import type { IBackupVolume } from './backup-volume';
import { DATA_VOLUME } from './persistence';
import type { ScriptFiles } from './script-files';

/**
 * A snapshot that an embedded Redis starts with. The restore is done once, by an init container; take `file` away
 * again afterwards, since as long as it is set, the backup volume is mounted on the server's node.
 */
export interface RedisRestore {
  /** Where the snapshots lie: the volume of a `RedisBackup`. */
  readonly volume: IBackupVolume;
  /** Name of the snapshot, or 'latest'; an empty one asks for no restore. */
  readonly file: Deferred<string>;
  /** A name for this restore; give another one to restore the same file again. @default - the file's name */
  readonly request?: Deferred<string>;
  /** Replaces data that is there; it is moved aside, not deleted. @default false */
  readonly overwrite?: Deferred<boolean>;
}

/** What a restore adds to the server's pod; nothing where no file is named. */
export function restoreParts(
  { volume, file, request = '', overwrite = false }: RedisRestore,
  server: {
    readonly image: ImageOptions;
    readonly appendOnly: Deferred<string>;
    readonly dataPath: string;
    readonly scripts: ScriptFiles<'restore.sh'>;
  },
): { readonly initContainer: Tree | undefined; readonly volume: Tree | undefined } {
  const container = restricted({
    name: 'restore',
    image: imageReference(server.image),
    imagePullPolicy: server.image.pullPolicy ?? 'IfNotPresent',
    command: server.scripts.command('restore.sh'),
    env: [
      { name: 'REDIS_DATA_DIR', value: server.dataPath },
      { name: 'REDIS_APPENDONLY', value: server.appendOnly },
      { name: 'BACKUP_DIR', value: '/backup' },
      { name: 'RESTORE_FILE', value: file },
      when<Tree>(request, { name: 'RESTORE_REQUEST', value: request }),
      { name: 'RESTORE_OVERWRITE', value: choose(overwrite, 'true', 'false') },
    ],
    resources: RESOURCES,
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: DATA_VOLUME, mountPath: server.dataPath },
      { name: 'backup', mountPath: '/backup', readOnly: true },
      server.scripts.mount(),
    ],
  });
  return {
    initContainer: when<Tree>(file, container),
    volume: when<Tree>(file, { name: 'backup', persistentVolumeClaim: { claimName: volume.claimName } }),
  };
}

/** It copies one file. */
const RESOURCES = {
  requests: { cpu: '50m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
};
