import { spawn } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
/** About 100 MB. */
const SERVICES = 25_000;
/** For all that the program keeps of them; Node ends with SIGABRT where it needs more. */
const HEAP_MEGABYTES = 512;

/** A service, its route, and a ConfigMap of a few kilobytes. */
function serviceYaml(index: number): string {
  const name = `service-${index}`;
  const namespace = `team-${Math.floor(index / 100)}`;
  const settings = Array.from({ length: 20 }, (_, line) => `    ${name}.${line}=${'setting '.repeat(20)}`);
  const lines = `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  hosts: [${name}]
  http:
    - route:
        - destination:
            host: ${name}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${namespace}
data:
  settings: |`.split('\n');
  return `${[...lines, ...settings].join('\n')}\n`;
}

/** The line behind all services. */
const behind = SERVICES * (serviceYaml(0).split('\n').length - 1);

function* manyServices(last: string): Generator<string> {
  for (let index = 0; index < SERVICES; index += 1) yield serviceYaml(index);
  yield last;
}

/** One value of 100 MB that is nested as deep as it is long. */
function* nested(): Generator<string> {
  yield 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: deep}\ndata:\n  a: ';
  for (let megabyte = 0; megabyte < 100; megabyte += 1) yield '['.repeat(1 << 20);
}

const routeToNobody = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: astray
  namespace: team-0
spec:
  hosts: [astray.example.com]
  http:
    - route:
        - destination:
            host: nobody
`;

/** `event-mesh check -` of a text that is never whole in this process. */
async function check(input: Generator<string>) {
  const [fresh, command] = ['scripts/fresh.mjs', 'lib/cli/event-mesh.ts'].map((file) =>
    path.join(root, file),
  );
  const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, String(fresh), String(command), 'check', '-'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  Readable.from(input).pipe(child.stdin);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode, stdout, stderr };
}

describe('event-mesh check of 100 MB in bounded memory', () => {
  test.each([
    [
      'finds what is wrong',
      () => manyServices(routeToNobody),
      1,
      new RegExp(`stdin:${behind + 12}\\b[^]*the host 'nobody'`),
    ],
    [
      'says where it is no YAML',
      () => manyServices('---\nkind: [Pod\n'),
      2,
      new RegExp(`  stdin:${behind + 3}:1: `),
    ],
    ['refuses what is nested too deep', nested, 2, / {2}stdin:5:\d+: nesting exceeded/],
  ] as const)(
    '%s',
    async (_, input, expected, message) => {
      const { exitCode, stdout, stderr } = await check(input());
      expect(exitCode).toBe(expected);
      expect(stdout + stderr).toMatch(message);
      expect(stdout + stderr).not.toMatch(/^ +at /m);
    },
    600_000,
  );
});
