import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { helm, templated } from './helm-command';

const CHART = 'charts/event-backend';
const PACKAGE = 'event-backend-0.1.0.tgz';
const folder = new TemporaryFolder();
const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const packed = (file = PACKAGE) => readFileSync(folder.at(`packages/${file}`));

/** Runs the script of a project into a folder. */
function pack(project: string, output: string): string {
  const script = path.join(project, 'scripts/chart/package.mjs');
  return execFileSync(process.execPath, [script, '--output', folder.at(output)], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** What packing needs of the project, in another place, with other times and rights, and with what is no chart's. */
function clone(): string {
  for (const part of ['scripts/chart', CHART]) cpSync(part, folder.at(`clone/${part}`), { recursive: true });
  symlinkSync(path.resolve('node_modules'), folder.at('clone/node_modules'));
  for (const file of ['Chart.yaml', 'values.yaml', 'templates']) {
    utimesSync(folder.at(`clone/${CHART}/${file}`), 1e9, 1e9);
    chmodSync(folder.at(`clone/${CHART}/${file}`), 0o700);
  }
  for (const stray of [
    '.git/config',
    'values.yaml.orig',
    'templates/.DS_Store',
    'templates/backend/hpa.yaml~',
  ])
    folder.write(`clone/${CHART}/${stray}`, 'stray');
  return folder.at('clone');
}

beforeAll(() => {
  pack('.', 'packages');
});
afterAll(() => {
  folder.remove();
});

describe('npm run chart:package', () => {
  test('gives the same bytes again, from a clone too', () => {
    const printed = pack('.', 'again');
    expect(readFileSync(folder.at(`again/${PACKAGE}`))).toEqual(packed());
    expect(printed).toContain(`${PACKAGE}: ${packed().length} bytes, sha256:${digestOf(packed())}`);
    pack(clone(), 'cloned');
    expect(readFileSync(folder.at(`cloned/${PACKAGE}`))).toEqual(packed());
  });

  test('packs what helm package packs', () => {
    mkdirSync(folder.at('by-helm'));
    helm('package', CHART, '--destination', folder.at('by-helm'));
    const unpacked = (archive: string) => {
      mkdirSync(folder.at(`${archive}/unpacked`));
      execFileSync(
        'tar',
        ['-xzf', folder.at(`${archive}/${PACKAGE}`), '-C', folder.at(`${archive}/unpacked`)],
        { stdio: 'pipe' },
      );
      return Object.entries(folder.files)
        .filter(([file]) => file.startsWith(`${archive}/unpacked/`))
        .map(([file, text]): [string, unknown] => [
          file.slice(archive.length),
          // Helm writes its own reading of the metadata.
          file.endsWith('/Chart.yaml') ? load(text) : text,
        ]);
    };
    const files = unpacked('packages');
    expect(files.length).toBeGreaterThan(50);
    expect(files).toEqual(unpacked('by-helm'));
  });

  test('Helm takes the package for the chart', () => {
    const archive = folder.at(`packages/${PACKAGE}`);
    expect(load(helm('show', 'chart', archive))).toEqual(load(readFileSync(`${CHART}/Chart.yaml`, 'utf8')));
    expect(helm('lint', '--strict', archive)).toContain('1 chart(s) linted, 0 chart(s) failed');
    // Otherwise each rendering makes up passwords of its own.
    const prod = ['--values', 'environments/prod.yaml', '--set', 'passwords.generate=false'];
    expect(templated(archive, ...prod)).toEqual(templated(CHART, ...prod));
  });

  test('says the digest beside it, as sha256sum and a provenance file want it', () => {
    const digest = digestOf(packed());
    expect(packed(`${PACKAGE}.sha256`).toString()).toBe(`${digest}  ${PACKAGE}\n`);
    const [metadata, sums] = packed(`${PACKAGE}.prov.txt`).toString().split('\n...\n');
    expect(load(metadata ?? '')).toMatchObject({ name: 'event-backend', version: '0.1.0' });
    expect(load(sums ?? '')).toEqual({ files: { [PACKAGE]: `sha256:${digest}` } });
  });

  test.each([
    ['!keep', "'!keep' is no plain name"],
    ['a/b', "'a/b' is no plain name"],
  ])('refuses %s in .helmignore, which Helm would read in another way', (pattern, message) => {
    const project = folder.at(`ignoring-${pattern.replace(/\W/g, '')}`);
    cpSync('scripts/chart', path.join(project, 'scripts/chart'), { recursive: true });
    cpSync(`${CHART}/Chart.yaml`, path.join(project, CHART, 'Chart.yaml'));
    symlinkSync(path.resolve('node_modules'), path.join(project, 'node_modules'));
    folder.write(path.relative(folder.path, path.join(project, CHART, '.helmignore')), `${pattern}\n`);
    expect(() => pack(project, 'refused')).toThrow(message);
  });
});
