import { afterAll, describe, expect, jest, test } from '@jest/globals';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { load } from 'js-yaml';
import { init } from '../../lib/cli/init';
import { runCommand } from './run-command';
import { Sandbox } from './sandbox';

const root = path.resolve(__dirname, '../..');
const sandbox = new Sandbox();
const at = (...parts: string[]) => path.join(sandbox.folder, ...parts);
afterAll(() => {
  sandbox.remove();
});

describe('event-mesh init', () => {
  test('makes a project of its name, and says what comes next', async () => {
    const { exitCode, stdout } = await runCommand(init, [at('order-events')]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      `cd ${at('order-events')}\n  npm install\n  npm run synth && npm test && npm run check`,
    );
    const files = sandbox.read('order-events');
    expect(Object.keys(files)).toEqual([
      '.github/workflows/check.yaml',
      '.gitignore',
      'README.md',
      'cdk8s.yaml',
      'environments/dev.yaml',
      'environments/prod.yaml',
      'main.ts',
      'package.json',
      'system-chart.test.ts',
      'system-chart.ts',
      'tsconfig.json',
    ]);
    expect(Object.values(files).join('')).not.toMatch(/project-name|package-version|undefined/);
    expect(files['system-chart.ts']).toContain("{ namespace: 'order-events' }");
    expect(statSync(at('order-events')).mode & 0o777).toBe(
      statSync(at('order-events/environments')).mode & 0o777,
    );
  });

  test('pins the versions that this package is tested with, in package.json and for the plugin', () => {
    const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
      devDependencies: Record<string, string>;
    };
    const files = sandbox.read('order-events');
    const made = JSON.parse(files['package.json'] ?? '') as typeof own & {
      name: string;
      dependencies: Record<string, string>;
    };
    expect(made.name).toBe('order-events');
    expect(made.dependencies['cdk8s-event-mesh']).toBe(own.version);
    for (const [name, version] of Object.entries({ ...made.dependencies, ...made.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      if (name !== 'cdk8s-event-mesh') expect([name, version]).toEqual([name, own.devDependencies[name]]);
    }
    expect(load(files['cdk8s.yaml'] ?? '')).toMatchObject({
      validations: [{ package: './node_modules/cdk8s-event-mesh', version: own.version }],
    });
  });

  test('makes the same project each time, in an empty folder too, and where no parent is', async () => {
    mkdirSync(at('empty', 'order-events'), { recursive: true });
    await runCommand(init, [at('empty', 'order-events')]);
    await runCommand(init, [`${at('far', 'away', 'order-events')}/`]);
    expect(sandbox.read('empty/order-events')).toEqual(sandbox.read('order-events'));
    expect(sandbox.read('far/away/order-events')).toEqual(sandbox.read('order-events'));
  });

  test('takes each file of its template', () => {
    const template = path.join(root, 'lib/cli/template');
    const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    // All but package.json, which is made.
    expect(files).toHaveLength(Object.keys(sandbox.read('order-events')).length - 1);
  });

  test.each([
    [
      'a file',
      () => {
        sandbox.write('taken', '');
      },
      'taken',
      /is a file/,
    ],
    [
      'a folder that holds something',
      () => {
        sandbox.write('full/.git/HEAD', '');
      },
      'full',
      /is not empty: it has \.git/,
    ],
    [
      'a link to such a folder',
      () => {
        symlinkSync(at('full'), at('linked'));
      },
      'linked',
      /is not empty/,
    ],
    [
      'a folder in a file',
      () => {
        sandbox.write('file', '');
      },
      'file/orders',
      /ENOTDIR.*file\/orders/,
    ],
  ])('refuses %s, and leaves nothing behind', async (_what, prepare, name, message) => {
    prepare();
    const before = sandbox.read('.');
    const { exitCode, stderr } = await runCommand(init, [at(name)]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(sandbox.read('.')).toEqual(before);
  });

  test('prints no control characters of a path', async () => {
    const { stdout } = await runCommand(init, [at('\u001b[2J\nMade', 'orders')]);
    expect(stdout).toContain('/\\u001b[2J\\nMade/orders: ');
  });

  test('replaces nothing that somebody puts there meanwhile', async () => {
    const target = at('meanwhile', 'orders');
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
      write(...args);
      mkdirSync(target, { recursive: true });
      write(path.join(target, 'own'), 'precious');
    });
    const { exitCode, stderr } = await runCommand(init, [target]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^ENOTEMPTY.*orders/),
    });
    expect(sandbox.read('meanwhile')).toEqual({ 'orders/own': 'precious' });
  });

  test('does not replace the folder that the user is in', async () => {
    mkdirSync(at('here', 'orders'), { recursive: true });
    process.chdir(at('here', 'orders'));
    const { exitCode, stderr } = await runCommand(init, ['.']);
    process.chdir(root);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining("'.' contains the working directory"),
    });
    expect(sandbox.list('here')).toEqual(['orders']);
  });

  test.each([
    ['Orders', "expected lower-case letters, digits and '-', beginning with a letter"],
    ['order_events', 'expected lower-case'],
    ['7orders', 'beginning with a letter'],
    ['orders-', 'expected lower-case'],
    ['.orders', 'expected lower-case'],
    ['a'.repeat(54), 'it has 54 characters, and names of Helm releases at most 53'],
    ['kube-orders', "begin with 'kube-'"],
    ['http', "npm would take it for the module 'http'"],
    ['constructs', "npm would take it for the module 'constructs'"],
    ['cdk8s-event-mesh', 'npm would take it'],
  ])('refuses the name %s', async (name, message) => {
    const { exitCode, stderr } = await runCommand(init, [at('names', name)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`'${name}' cannot name a project: `);
    expect(stderr).toContain(message);
    expect(existsSync(at('names'))).toBe(false);
  });

  test.each([
    [[], 'no NAME'],
    [['one', 'two'], "unexpected argument 'two'"],
    [['--force', 'one'], "unknown option '--force'"],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await runCommand(init, args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });
});

// The tests of a new project, on the sources of this one.
describe('the template', () => {
  process.chdir(path.join(root, 'lib/cli/template'));
  createRequire(__filename)('../../lib/cli/template/system-chart.test.ts');
  afterAll(() => {
    process.chdir(root);
  });
});
