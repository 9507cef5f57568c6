import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generatedFiles, removeTemporaryFolders, runImport, shopFolder, shopSource, temporaryFolder } from './fixture/shop-import';

const shop = readFileSync(join(shopFolder, 'shop.yaml'), 'utf8');

let root: string;
let files: Record<string, string>;

beforeAll(async () => {
  root = temporaryFolder();
  expect(await runImport(root, ['--from', shopFolder])).toEqual({ code: 0, message: '' });
  files = generatedFiles(root);
});

afterAll(removeTemporaryFolders);

/** A folder like --from takes, with the fixture changed. */
function changedShop(change: (text: string) => string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'shop.yaml'), change(shop));
  return folder;
}

test('reads quoted descriptions whose next line is not indented', async () => {
  const prose = "description: 'Upstream prose\n          isn''t YAML'";
  const from = changedShop((text) => text.replace('description: Upstream prose', prose));
  const other = temporaryFolder();
  expect(await runImport(other, ['--from', from])).toEqual({ code: 0, message: '' });
  expect(generatedFiles(other)).toEqual(files);
});

test('--check names outdated, missing and no longer generated files; a run repairs them', async () => {
  const other = temporaryFolder();
  cpSync(root, other, { recursive: true });
  expect(await runImport(other, ['--from', shopFolder, '--check'])).toEqual({ code: 0, message: '' });

  const former = files['imports/index.js'] ?? '';
  writeFileSync(join(other, 'imports/index.js'), `${former}// edited\n`);
  writeFileSync(join(other, 'imports/former.js'), former);
  writeFileSync(join(other, 'imports/own.js'), 'module.exports = {};\n');
  rmSync(join(other, 'lib/schema/generated/crds.ts'));
  const { code, message } = await runImport(other, ['--from', shopFolder, '--check']);
  expect(code).toBe(1);
  expect(message.match(/^ {2}.*$/gm)).toEqual([
    '  imports/index.js',
    '  lib/schema/generated/crds.ts',
    '  imports/former.js',
  ]);

  await runImport(other, ['--from', shopFolder]);
  expect(generatedFiles(other)).toEqual({ ...files, 'imports/own.js': 'module.exports = {};\n' });
});

describe('downloads', () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/shop.yaml' ? 200 : 404;
    response.end(shop);
  });
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('what cdk8s.yaml names under imports', async () => {
    const other = temporaryFolder();
    writeFileSync(join(other, 'cdk8s.yaml'), `imports:\n  - shop:=${url}/shop.yaml\n`);
    expect(await runImport(other, [])).toEqual({ code: 0, message: '' });
    expect(generatedFiles(other)).toEqual(files);
  });

  test('fails with the place and leaves everything as it was', async () => {
    const other = temporaryFolder();
    cpSync(root, other, { recursive: true });
    writeFileSync(
      join(other, 'cdk8s.yaml'),
      `imports:\n  - shop:=${url}/shop.yaml\n  - shop:=${url}/gone.yaml\n`,
    );
    const { code, message } = await runImport(other, []);
    expect(code).toBe(2);
    expect(message).toBe(
      `import: shop: expected CRDs at ${url}/gone.yaml, found HTTP status 404; ` +
        'to generate from files: npm run import -- --from <folder>\nNo file was changed.\n',
    );
    expect(generatedFiles(other)).toEqual(files);
  });
});

describe('refuses, before it writes anything,', () => {
  const refusal = async (from: string, wanted = shopSource): Promise<string> => {
    const other = temporaryFolder();
    const { code, message } = await runImport(other, ['--from', from], wanted);
    expect(code).toBe(2);
    expect(existsSync(join(other, 'imports'))).toBe(false);
    return message;
  };

  test('a folder without the file', async () => {
    expect(await refusal(temporaryFolder())).toMatch(
      /shop\.yaml: expected the CRDs of shop, found no such file/,
    );
  });

  test('broken YAML', async () => {
    expect(await refusal(changedShop(() => 'a: [1'))).toMatch(/shop\.yaml: expected YAML: /);
  });

  test('a file without a wanted kind', async () => {
    expect(await refusal(changedShop((text) => text.replace('kind: Kiosk,', 'kind: Stall,')))).toMatch(
      /shop: expected a CRD for example\.org\/Kiosk in .*, found example\.org\/HTTPShop, example\.org\/Stall/,
    );
  });

  test('a version that is not served', async () => {
    const wanted = { ...shopSource, groups: { 'example.org': { Kiosk: ['v2'] } } };
    expect(await refusal(shopFolder, wanted)).toMatch(
      /Kiosk: expected a served version v2 with a schema, found v1\n/,
    );
  });

  test('a CRD that serves other versions than listed', async () => {
    const wanted = { ...shopSource, groups: { 'example.org': { HTTPShop: ['v1'] } } };
    expect(await refusal(shopFolder, wanted)).toMatch(
      /HTTPShop: serves v1, v1beta1, but scripts\/import\/sources\.mjs lists v1\n/,
    );
  });
});
