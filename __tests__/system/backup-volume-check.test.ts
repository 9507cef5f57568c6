import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { backupVolumeCheck } from '../../lib/stores/scripts/backup-volume-check';
import { Container, images } from './support/container';
import { hostileText } from './support/hostile';

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);

  test('a volume that can be written stays as it is', async () => {
    const folder = container.volume(hostileText);
    writeFileSync(`${folder}/orders-20260131T235959Z.dump`, 'a dump');
    const { status, log } = await container.run(backupVolumeCheck, { BACKUP_DIR: folder });
    expect({ status, log }).toEqual({ status: 0, log: expect.stringContaining('backups can be written to') });
    expect(readdirSync(folder)).toEqual(['orders-20260131T235959Z.dump']);
  });

  test('a volume of somebody else, and one that is not mounted, fail with what to do', async () => {
    const folder = container.volume('read only');
    chmodSync(folder, 0o500);
    const readOnly = await container.run(backupVolumeCheck, { BACKUP_DIR: folder });
    expect(readOnly).toMatchObject({ status: 1, log: expect.stringContaining('set fsGroup on the pod') });
    const missing = await container.run(backupVolumeCheck, { BACKUP_DIR: `${folder}/none` });
    expect(missing).toMatchObject({
      status: 1,
      log: expect.stringContaining('mount the backup volume there'),
    });
  });

  test.each([{ BACKUP_DIR: 'relative' }, { BACKUP_DIR: '' }, {}])('%j is refused', async (env) => {
    expect(await container.run(backupVolumeCheck, env)).toMatchObject({ status: 2 });
  });
});
