import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { Sandbox, type Outcome } from '../cli/sandbox';

const root = path.resolve(__dirname, '../..');
const PASSWORD = 'n0t-for-manifests';

let sandbox: Sandbox;
const synth = (): Promise<Outcome> =>
  sandbox.run(['synth', '--app', `node ${root}/scripts/fresh.mjs ${root}/main.ts`, '--output', 'dist']);

beforeAll(() => {
  sandbox = new Sandbox();
  cpSync(path.join(root, 'environments'), path.join(sandbox.folder, 'environments'), { recursive: true });
  sandbox.write('environments/legacy.yaml', `postgresql:\n  postgresqlPassword: ${PASSWORD}\n`);
});
afterAll(() => {
  sandbox.remove();
});

describe('the program', () => {
  let written: Record<string, string>;

  test('writes a folder for each environment, and reports beside them', async () => {
    const { exitCode, stderr } = await synth();
    expect(exitCode).toBe(0);
    written = sandbox.read('dist');
    expect(sandbox.list('dist')).toEqual(['chart', 'dev', 'files', 'legacy', 'prod', 'reports', 'staging']);
    expect(sandbox.list('dist/files')).toEqual([
      'argocd',
      'dev',
      'flux',
      'github',
      'legacy',
      'prod',
      'staging',
    ]);
    expect(sandbox.list('dist/reports')).toEqual(['dev', 'legacy', 'prod', 'staging']);
    expect(stderr).toContain('prod requires the Secret event-system-postgresql: kubectl');
    expect(stderr).toMatch(/environments\/legacy\.yaml: warning: .*postgresqlPassword/);
    expect(stderr).not.toMatch(/environments\/(dev|staging|prod)\.yaml: warning/);
    expect(stderr + JSON.stringify(written)).not.toContain(PASSWORD);
  });

  test('tells every mistake of every file, ends with 1 and leaves dist as it was', async () => {
    sandbox.write('environments/dev.yaml', 'replicaCount: { schedular: 1, backend: -1 }\n');
    sandbox.write('environments/prod.yaml', 'backend: { autoscaling: { enabled: true, minReplicas: 50 } }\n');
    sandbox.write('environments/files.yaml', 'image: [v1]\n');
    const { exitCode, stdout, stderr } = await synth();
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('dist/');
    expect(stderr.split('\n').filter((line) => line.startsWith('environments/'))).toEqual([
      "environments/dev.yaml: replicaCount.schedular: unknown key; did you mean 'scheduler'?",
      'environments/dev.yaml: replicaCount.backend: found -1, expected at least 0',
      "environments/files.yaml: 'files' is no name for an environment: dist/files/ holds something else",
      'environments/files.yaml: image: found ["v1"], expected object',
      'environments/prod.yaml: autoscaling: minReplicas must not exceed maxReplicas; raise maxReplicas or lower minReplicas',
    ]);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(sandbox.read('dist')).toEqual(written);
  });
});
