import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandError } from '../../lib/cli/command';
import { route } from '../../lib/cli/route';
import { test as testCommand } from '../../lib/cli/test';
import { gateway, routes, services } from '../simulate/shop';

const folder = mkdtempSync(path.join(tmpdir(), 'route-'));
const at = (name: string): string => path.join(folder, name);

/** What a command prints, and its exit code. */
async function run(
  command: typeof route,
  ...args: readonly string[]
): Promise<{ code: number; out: string }> {
  let out = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += String(chunk);
    return true;
  });
  try {
    return { code: await command.run(args), out };
  } finally {
    write.mockRestore();
  }
}

beforeAll(() => {
  const http = `
- {name: old, match: [{uri: {prefix: /old}}], redirect: {uri: /new}}
- {name: rest, timeout: 15s, route: [{destination: {host: web}}]}`;
  const office = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: office, namespace: shop}
spec:
  selector: {matchLabels: {istio: ingress}}
  action: DENY
  rules: [{from: [{source: {ipBlocks: [192.0.2.0/24]}}]}]`;
  writeFileSync(at('mesh.yaml'), [services, gateway, routes(http)].join('\n---\n'));
  writeFileSync(at('office.yaml'), office);
  const from = 'gateway:shop/gw:80';
  const calls = [
    { from, request: 'GET http://a.com/x', headers: { 'x-user': 'bob' } },
    { from, request: 'GET http://b.com/' },
  ];
  writeFileSync(at('requests.json'), JSON.stringify(calls));
  writeFileSync(
    at('suite.yaml'),
    `
- {name: rest, from: '${from}', request: GET http://a.com/, expect: {outcome: route, timeout: 15s, destinations: [{port: 80}]}}
- {name: "old & <new>", from: '${from}', request: GET http://a.com/old, expect: {redirect: {status: 302}}}
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('event-mesh route', () => {
  test('a request from an address', async () => {
    const asked = ['--from', 'gateway:*:80', '--request', 'GET http://a.com/', '--source-ip', '192.0.2.1'];
    const { out } = await run(route, at('mesh.yaml'), at('office.yaml'), ...asked);
    expect(out).toContain('GET http://a.com/   (from gateway:*:80, by 192.0.2.1)');
    expect(out).toContain('denied by rule 0 of shop/office');
  });

  test('requests of a file from addresses', async () => {
    const call = { from: 'gateway:shop/gw:80', request: 'GET http://a.com/' };
    const addresses = ['198.51.100.1', '192.0.2.1'];
    writeFileSync(at('by.json'), JSON.stringify(addresses.map((sourceIp) => ({ ...call, sourceIp }))));
    const { out } = await run(
      route,
      at('mesh.yaml'),
      at('office.yaml'),
      ...['--requests', at('by.json'), '--format', 'json'],
    );
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'route' }, { outcome: 'denied', status: 403 }]);
    writeFileSync(at('by.json'), JSON.stringify([{ ...call, sourceIp: 7 }]));
    await expect(run(route, at('mesh.yaml'), '--requests', at('by.json'))).rejects.toThrow(
      "has a 'sourceIp' that is no text, expected an IP address",
    );
  });

  test('one answer as JSON', async () => {
    const asked = [
      '--from',
      'gateway:*:80',
      '--request',
      'GET http://a.com/old',
      '--header',
      'x: 1',
      '--header',
      'y: 2',
    ];
    const { code, out } = await run(route, at('mesh.yaml'), ...asked, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'redirect',
      status: 301,
      virtualService: 'shop/web',
      httpRoute: 'old',
      redirect: { location: 'http://a.com/new', status: 301 },
    });
  });

  test('a list of answers in the order of the requests', async () => {
    const { out } = await run(route, at('mesh.yaml'), '--requests', at('requests.json'), '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'route' }, { outcome: 'no_route', status: 404 }]);
  });

  test('a trace to be read', async () => {
    const { out } = await run(route, at('mesh.yaml'), '--requests', at('requests.json'));
    expect(out).toMatchInlineSnapshot(`
     "GET http://a.com/x   (from gateway:shop/gw:80)
       x-user: bob
       · enters at port 80 of the gateway that shop/gateway-1 carries out
       · virtual host a.com for a.com
       · route old of shop/web does not match: path begins with "/old"
       · route rest of shop/web matches
       · everything to web.shop.svc.cluster.local:80 (web-1, web-2)
       · in Envoy's words: listener 0.0.0.0:80, route "http.80", cluster outbound|80||web.shop.svc.cluster.local to endpoint :8080
         timeout 15s
         2 retries on connect-failure,refused-stream,unavailable,cancelled
       = route to web.shop.svc.cluster.local:80 (100 %)

     GET http://b.com/   (from gateway:shop/gw:80)
       · enters at port 80 of the gateway that shop/gateway-1 carries out
       · no virtual host for b.com; there are a.com
       · in Envoy's words: listener 0.0.0.0:80, flag NR
       = no route 404
     "
    `);
  });

  test('what a list of requests never reaches', async () => {
    const { out } = await run(route, at('mesh.yaml'), '--coverage', at('requests.json'));
    expect(out).toBe('never reached: route shop/web#old\n');
  });

  test.each([
    [[], /^no PATH/],
    [['mesh.yaml'], /^give --from and --request/],
    [
      ['mesh.yaml', '--from', 'gateway:*:80', '--request', 'a.com'],
      /is no request; expected a method and a URL/,
    ],
    [['mesh.yaml', '--from', 'here', '--request', 'GET http://a.com/'], /says not where a request enters/],
    [
      ['mesh.yaml', '--from', 'gateway:shop/x:80', '--request', 'GET http://a.com/'],
      /there is no Gateway shop\/x; the Gateways are shop\/gw/,
    ],
    [
      ['mesh.yaml', '--from', 'workload:shop/x', '--request', 'GET http://a.com/'],
      /no workload x in namespace shop; its workloads are/,
    ],
    [['mesh.yaml', '--from', 'a', '--request', 'b', '--header', 'x'], /header 'x' has no value/],
    [['mesh.yaml', '--requests', 'mesh.yaml'], /cannot be read|found no list/],
  ])('%j is refused', async (args, message) => {
    const whole = args.map((arg) => (arg.endsWith('.yaml') ? at(arg) : arg));
    const refused = Promise.resolve().then(() => route.run(whole));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(CommandError);
  });
});

describe('event-mesh test', () => {
  test('tells what is not as expected, and writes it for CI', async () => {
    const { code, out } = await run(
      testCommand,
      at('suite.yaml'),
      at('mesh.yaml'),
      '--junit',
      at('junit.xml'),
    );
    expect(code).toBe(1);
    expect(out).toContain('ok      rest\nFAILED  old & <new>\n  redirect.status: expected 302, got 301\n');
    expect(out).toContain('2 requests, 1 not as expected\n');
    const xml = readFileSync(at('junit.xml'), 'utf8');
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('name="old &amp; &lt;new&gt;"');
  });
});
