import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { findHelm } from '../helm/helm';

const PACKAGE = 'event-backend-0.1.0.tgz';
const folder = new TemporaryFolder();
const home = folder.at('gnupg');
const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, GNUPGHOME: home } });
const gpg = (...args: readonly string[]) => run('gpg', '--batch', '--quiet', ...args);
let helm: string;

// A key of this run alone, as docs/helm.md and the publishing workflow use theirs.
beforeAll(async () => {
  helm = await findHelm();
  mkdirSync(home, { mode: 0o700 });
  gpg('--passphrase', '', '--quick-generate-key', 'Charts <charts@example.com>', 'rsa3072', 'sign');
  gpg('--output', folder.at('public.gpg'), '--export');
  gpg('--output', folder.at('secret.gpg'), '--export-secret-keys');
  run(process.execPath, 'scripts/chart/package.mjs', '--output', folder.at('packages'));
  const signed = folder.at(`packages/${PACKAGE}.prov`);
  gpg('--clearsign', '--digest-algo', 'SHA512', '--output', signed, `${signed}.txt`);
});
afterAll(() => {
  run('gpgconf', '--kill', 'gpg-agent');
  folder.remove();
});

const verify = (archive: string) =>
  run(helm, 'verify', '--keyring', folder.at('public.gpg'), folder.at(archive));

test('helm verify accepts the signed package', () => {
  expect(verify(`packages/${PACKAGE}`)).toContain('Signed by: Charts <charts@example.com>');
});

test('helm verify refuses it when a byte was changed', () => {
  mkdirSync(folder.at('tampered'));
  for (const file of [PACKAGE, `${PACKAGE}.prov`])
    copyFileSync(folder.at(`packages/${file}`), folder.at(`tampered/${file}`));
  appendFileSync(folder.at(`tampered/${PACKAGE}`), '\0');
  expect(() => verify(`tampered/${PACKAGE}`)).toThrow(/sha256 sum does not match/);
});

test('helm package --sign signs the chart, and helm template --verify takes it', () => {
  mkdirSync(folder.at('by-helm'));
  const key = ['--sign', '--key', 'charts@example.com', '--keyring', folder.at('secret.gpg')];
  run(helm, 'package', 'charts/event-backend', ...key, '--destination', folder.at('by-helm'));
  const archive = folder.at(`by-helm/${PACKAGE}`);
  const args = ['--verify', '--keyring', folder.at('public.gpg'), '--kube-version', '1.30.0'];
  expect(run(helm, 'template', 'shop', archive, ...args)).toContain('kind: Deployment');
});
