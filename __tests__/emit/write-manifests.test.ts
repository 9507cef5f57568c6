import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { manifestFiles, manifestsByFile } from '../../lib/emit/manifest-files';
import { writeManifests } from '../../lib/emit/write-manifests';
import type { JsonObject } from '../../lib/vocabulary/json';

const folder = mkdtempSync(path.join(tmpdir(), 'write-manifests-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const service = (name: string) => ({ manifest: { apiVersion: 'v1', kind: 'Service', metadata: { name } } });
const services = (count: number) => Array.from({ length: count }, (_, index) => service(`service-${index}`));

test.each([0, 1, 99, 100, 101, 200, 250])('writes %i manifests of each environment as one text', (count) => {
  const shared = services(count);
  const environments: Record<string, { manifest: JsonObject }[]> = {
    dev: shared,
    prod: [service('first'), ...shared],
    staging: [{ manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } }],
  };
  const output = path.join(folder, String(count));
  writeManifests(
    output,
    new Map(Object.entries(environments).map(([name, manifests]) => [name, manifestsByFile(manifests)])),
  );
  const written = Object.keys(environments).map((name) => {
    const files = count === 0 && name === 'dev' ? [] : readdirSync(path.join(output, name));
    return files.map((file) => [file, readFileSync(path.join(output, name, file), 'utf8')]);
  });
  expect(written).toEqual(Object.values(environments).map((manifests) => [...manifestFiles(manifests)]));
});

test('leaves nothing of what a file held before', () => {
  const output = path.join(folder, 'again');
  const environment = (count: number) => new Map([['dev', manifestsByFile(services(count))]]);
  writeManifests(output, environment(150));
  writeManifests(output, environment(1));
  expect(readFileSync(path.join(output, 'dev', '40-network.yaml'), 'utf8')).toBe(
    manifestFiles(services(1)).get('40-network.yaml'),
  );
});
