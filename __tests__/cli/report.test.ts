import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { report as command } from '../../lib/cli/report';
import type { PageData } from '../../lib/report/page-data';
import { shop } from '../report/shop';
import { runCommand } from './run-command';
import { Sandbox } from './sandbox';

describe('event-mesh report', () => {
  const sandbox = new Sandbox();
  const home = process.cwd();
  const report = (...args: readonly string[]) => runCommand(command, args);
  const dataOf = (page: string) => JSON.parse(/id="data">(.*)<\/script>/.exec(page)?.[1] ?? '') as PageData;

  beforeAll(() => {
    sandbox.write('dev/shop.yaml', shop);
    sandbox.write('dev/values.yaml', 'replicas: 3\n');
    sandbox.write('prod/shop.yaml', shop.replace('replicas: 3', 'replicas: 9'));
    sandbox.write('more/web.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: more}\n');
    sandbox.write('mesh.yaml', 'rootNamespace: shop\n');
    process.chdir(sandbox.folder);
  });
  afterAll(() => {
    process.chdir(home);
    sandbox.remove();
  });

  test('prints one page, named after its paths', async () => {
    const { exitCode, stdout, stderr } = await report('dev');
    expect([exitCode, stderr]).toEqual([
      0,
      'event-mesh report: left out dev/values.yaml: no Kubernetes object is in it\n',
    ]);
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(dataOf(stdout).environments.map(({ name }) => name)).toEqual(['dev']);
  });

  test('writes named environments side by side, each from all of its paths', async () => {
    const outcome = await report('dev=dev/shop.yaml', 'prod=prod', 'dev=more', '--out', 'page.html');
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const { environments, differences } = dataOf(readFileSync('page.html', 'utf8'));
    expect(environments.map(({ name }) => name)).toEqual(['dev', 'prod']);
    expect(environments[0]?.topology.nodes.some(({ id }) => id === 'Service default/more')).toBe(true);
    expect(differences.filter(({ differs }) => differs).map(({ workload }) => workload)).toEqual([
      'Deployment web-v2',
    ]);
  });

  test('reads the settings of the mesh, prices and the preset', async () => {
    const plain = dataOf((await report('prod')).stdout).environments[0];
    const strict = dataOf(
      (await report('prod', '--preset', 'strict', '--prices', 'google', '--mesh-config', 'mesh.yaml')).stdout,
    ).environments[0];
    expect(strict?.cost.prices).not.toBe(plain?.cost.prices);
    expect(strict?.findings.length).toBeGreaterThan(plain?.findings.length ?? 0);
    expect(strict?.objects).toHaveLength((plain?.objects.length ?? 0) + 1);
  });

  test.each<readonly [args: readonly string[], message: string]>([
    [[], 'no PATH; name files, folders or -'],
    [['nowhere'], 'nowhere: there is no such file or folder'],
    [['dev=dev', 'prod'], "'prod' has no name, but others have; write NAME=PATH for all of them"],
    [['dev', '--preset', 'lax'], "option '--preset' is 'lax'"],
    [['dev', '--prices', 'nowhere.yaml'], "the prices 'nowhere.yaml' cannot be read"],
    [['dev', '--mesh-config', 'nowhere.yaml'], "option '--mesh-config': nowhere.yaml"],
    [['dev', '--outt', 'x'], "unknown option '--outt'; did you mean '--out'?"],
  ])('%j says what is wrong, and what to do', async (args, message) => {
    const { exitCode, stderr } = await report(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('leaves the old page as it was when the new one cannot be written', async () => {
    sandbox.write('folder/old.html', 'old');
    const { exitCode, stderr } = await report('more', '--out', 'folder');
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("option '--out': folder cannot be written"),
    ]);
    expect(readdirSync('folder')).toEqual(['old.html']);
    expect(readdirSync('.').filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(path.join('nowhere', 'page.html'))).toBe(false);
  });
});
