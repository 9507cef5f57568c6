import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../../lib/analysis/analyse';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

/** What Istio's tasks teach, in meshes of our own: each is known to work. */
const FOLDER = path.resolve(__dirname, '../fixtures/known-good');
const files = readdirSync(FOLDER).sort();

describe('a configuration that is known to be good has no error and no warning', () => {
  test('there are enough of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
  });

  test.each(files)('%s', (file) => {
    const manifests = yamlManifests(readFileSync(path.join(FOLDER, file), 'utf8'), file, 'default');
    expect(manifests.length).toBeGreaterThan(1);
    const alarms = analyse(new Mesh(manifests)).filter(({ severity }) => severity !== 'info');
    expect(alarms.map(({ code, kind, name, message }) => `${code} ${kind} ${name}: ${message}`)).toEqual([]);
  });
});
