import { afterAll, describe, expect, test } from '@jest/globals';
import { check } from '../../lib/cli/check';
import { cost } from '../../lib/cli/cost';
import { diff } from '../../lib/cli/diff';
import { route } from '../../lib/cli/route';
import { test as suiteCommand } from '../../lib/cli/test';
import { isSecretName } from '../../lib/vocabulary/secret-name';
import { runCommand } from '../cli/run-command';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { entrances, MESH } from './entrances';

/** Base64 too, so that it may stand in the data of a Secret; what is left of it when it is cut is still seen. */
const CANARY = 'c4n4ryC4N4RYc4n4ryC4N4RY';
const canary = /c4n4ry/i;

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const secret = (value: string): string => `apiVersion: v1
kind: Secret
metadata:
  name: store
  namespace: shop
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"${value}"}}' }
data:
  password: ${value}
stringData: { token: ${value} }
stringDatas: { token: ${value} }
`;
const around = (value: string): string => `${MESH}---
${secret(value)}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}, annotations: {example.com/api-key: ${value}}}
    spec:
      containers:
      - {name: api, image: "api:1", env: [{name: DB_PASSWORD, value: ${value}}, {name: API_TOKEN, value: ${value}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: signed, namespace: shop}
spec:
  hosts: [signed.example.com]
  gateways: [front]
  http:
  - match: [{headers: {authorization: {exact: Bearer ${value}}}}]
    route: [{destination: {host: nowhere.shop.svc.cluster.local}}]
  - route: [{destination: {host: web.shop.svc.cluster.local}}]
    headers: {request: {set: {x-api-key: ${value}}, add: {cookie: ${value}}}}
`;
folder.write('old.yaml', around(CANARY));
folder.write('new.yaml', `${around(`${CANARY}new`)}---\n${secret(CANARY)}`);
folder.write('none.yaml', MESH);
folder.write(
  'list.json',
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { password: CANARY } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { selector: { app: 'a' }, ports: [{}] },
      },
    ],
  }),
);
const headers = {
  Authorization: `Bearer ${CANARY}`,
  Cookie: CANARY,
  'X-Api-Key': CANARY,
  'x-auth-token': CANARY,
};
const expect1 = { outcome: 'no_route', headers: { request: { set: { 'x-api-key': 'other' } } } };
folder.write(
  'suite.yaml',
  JSON.stringify([
    { from: 'gateway:*:80', request: 'GET http://signed.example.com/', headers, expect: expect1 },
    { from: 'gateway:*:80', request: 'GET http://signed.example.com/', headers, expect: { headers: [] } },
    { from: 'gateway:*:80', request: 'GET http://signed.example.com/', headers },
  ]),
);

describe('what manifests and requests hold is not printed', () => {
  test.each([
    ['check', check, ['new.yaml', 'list.json', '--preset', 'strict', '--fail-on', 'info']],
    ['check', check, ['new.yaml', 'list.json', '--preset', 'strict', '--format', 'json']],
    ['check', check, ['new.yaml', 'list.json', '--preset', 'strict', '--format', 'sarif']],
    ...['text', 'json', 'markdown'].flatMap((format) => [
      ['cost', cost, ['new.yaml', '--compare', 'old.yaml', '--format', format]] as const,
      ['diff', diff, ['old.yaml', 'new.yaml', '--format', format]] as const,
      ['diff', diff, ['new.yaml', 'none.yaml', '--format', format]] as const,
      ['diff', diff, ['none.yaml', 'new.yaml', '--format', format]] as const,
    ]),
    ['test', suiteCommand, ['suite.yaml', 'new.yaml', '--junit', 'junit.xml']],
    ['route', route, ['new.yaml', '--requests', 'suite.yaml']],
    ['route', route, ['new.yaml', '--coverage', 'suite.yaml']],
  ] as const)('by event-mesh %s', async (_, command, args) => {
    const { exitCode, stdout, stderr } = await runCommand(
      command,
      args.map((arg) => (/\.(yaml|json|xml)$/.test(arg) ? folder.at(arg) : arg)),
    );
    expect({ exitCode: exitCode < 2, stderr }).toEqual({ exitCode: true, stderr: '' });
    expect(stdout).not.toBe('');
    expect(stdout).not.toMatch(canary);
    expect(folder.files['junit.xml'] ?? '').not.toMatch(canary);
  });
});

describe('errors do not repeat', () => {
  const read = (name: string) => entrances.find((entrance) => entrance.name === name)?.read;
  const environment = read('environments/*.yaml');

  test.each([
    [
      'a password of the wrong type',
      'postgresql: {postgresqlPassword: [c4n4ry]}',
      /postgresqlPassword: found/,
    ],
    [
      'a map for a password',
      'postgresql: {auth: {password: 1}, postgresqlPassword: {password: c4n4ry}}',
      /found/,
    ],
    [
      'what a switch is given by mistake',
      'redis: {usePassword: c4n4ry}',
      /usePassword: found "\(not shown\)"/,
    ],
    ['a variable', 'backend: {env: {name: DB_PASSWORD, value: c4n4ry}}', /backend\.env: found .*DB_PASSWORD/],
    ['a password of a wrong key', 'postgresql: {pasword: c4n4ry}', /pasword: unknown key/],
    [
      'the lines around a mistake',
      'postgresql:\n  postgresqlPassword: c4n4ry\n bad\n',
      /given\.yaml:3:\d+: /,
    ],
  ])('%s in an environment', async (_, text, message) => {
    const outcome = await environment?.(text);
    expect(outcome?.stderr).toMatch(message);
    expect(outcome?.stderr).not.toMatch(canary);
  });

  test.each([
    ['the lines around a mistake', '- headers: {authorization: c4n4ry}\n from: [', /given\.yaml:2:/],
    [
      'a header that is no text',
      '- {from: a, request: b, headers: {authorization: [c4n4ry]}}',
      /'authorization'/,
    ],
    ['headers that are no map', '- {from: a, request: b, headers: c4n4ry}', /'headers'/],
  ])('%s in a suite', async (_, text, message) => {
    const outcome = await read('test SUITE')?.(text);
    expect(outcome?.stderr).toMatch(message);
    expect(outcome?.stderr).not.toMatch(canary);
  });

  test.each([
    ['a field that is not known', 'password: c4n4ry\n'],
    ['a field of the wrong type', 'name: {password: c4n4ry, list: [{token: c4n4ry}]}\n'],
    ['the lines around a mistake', 'password: c4n4ry\n b: ['],
  ])('%s in a price table', async (_, text) => {
    const outcome = await read('cost --prices')?.(text);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome?.stderr).not.toMatch(canary);
  });
});

test.each([
  ['postgresqlPassword', true],
  ['DB_PASSWORD', true],
  ['REDIS_PASS_2', true],
  ['Authorization', true],
  ['Set-Cookie', true],
  ['x-api-key', true],
  ['clientSecret', true],
  ['secretName', false],
  ['credentialName', false],
  ['PASSWORD_FILE', false],
  ['compass', true],
  ['key', false],
  ['replicas', false],
])('a name such as %s: a secret is %s', (name, secretIs) => {
  expect(isSecretName(name)).toBe(secretIs);
});
