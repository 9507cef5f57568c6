import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findHelm, type Surroundings } from './helm';

let folder: string;
let surroundings: Surroundings;
const offline = () => Promise.reject(new TypeError('fetch failed'));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-helm-'));
  mkdirSync(path.join(folder, 'bin'));
  surroundings = {
    env: { PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`, XDG_CACHE_HOME: folder },
    fetch: jest.fn(offline),
  };
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A shell script of that name: on PATH, unless another folder is named. */
function script(name: string, body: string, into = 'bin'): string {
  const file = path.join(folder, into, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A `go` that "installs" a Helm of that version, and notes how it was called. */
function goThatInstalls(version: string): void {
  script(
    'go',
    `echo "$@" > ${folder}/go.args; printf '#!/bin/sh\\necho ${version}\\n' > $GOBIN/helm; chmod +x $GOBIN/helm`,
  );
}

describe('findHelm', () => {
  test.each([
    ['v3.22.0', undefined],
    ['v3.23.1', 3],
    ['v3.22', 3],
    ['v4.3.1', undefined],
    ['v4.0.0', 4],
  ] as const)('takes %s of PATH (asked for: %s)', async (version, major) => {
    const helm = script('helm', `echo ${version}`);
    expect(await findHelm(major, surroundings)).toBe(helm);
  });

  test.each([
    ['v3.21.9', undefined],
    ['v2.17.0', undefined],
    ['v4.3.1', 3],
    ['not-helm', undefined],
  ] as const)('leaves %s of PATH alone (asked for: %s)', async (version, major) => {
    script('helm', `echo ${version}`);
    const cached = script('helm', 'echo v3.22.0', 'cdk8s-event-mesh/helm-v3.22.0');
    expect(await findHelm(major, surroundings)).toBe(cached);
  });

  test('builds the pinned version into the cache, as its release is built', async () => {
    goThatInstalls('v3.22.0');
    const cached = path.join(folder, 'cdk8s-event-mesh', 'helm-v3.22.0', 'helm');
    expect(await findHelm(undefined, surroundings)).toBe(cached);
    const args = execFileSync('cat', [path.join(folder, 'go.args')], { encoding: 'utf8' });
    expect(args).toMatch(/^install .*k8sVersionMinor=37.* helm\.sh\/helm\/v3\/cmd\/helm@v3\.22\.0\n$/);
    expect(readdirSync(path.join(folder, 'cdk8s-event-mesh'), { recursive: true })).toEqual([
      'helm-v3.22.0',
      'helm-v3.22.0/helm',
    ]);
    rmSync(path.join(folder, 'bin', 'go'));
    expect(await findHelm(3, surroundings)).toBe(cached);
  });

  test('a broken file in the cache is replaced', async () => {
    const cached = script('helm', 'exit 1', 'cdk8s-event-mesh/helm-v4.3.1');
    goThatInstalls('v4.3.1');
    expect(await findHelm(4, surroundings)).toBe(cached);
    expect(execFileSync(cached, { encoding: 'utf8' })).toBe('v4.3.1\n');
  });

  test('an archive with another checksum is refused', async () => {
    const impostor = { ...surroundings, fetch: jest.fn(() => Promise.resolve(new Response('an impostor'))) };
    const error: unknown = await findHelm(3, impostor).catch((refusal: unknown) => refusal);
    expect(String(error)).toMatch(
      /official archive: https:\/\/get\.helm\.sh\/helm-v3\.22\.0-.* has SHA-256 [0-9a-f]{64}, expected/,
    );
    expect(readdirSync(path.join(folder, 'cdk8s-event-mesh'))).toEqual([]);
  });

  test('without any, the error says why and what to do', async () => {
    script('helm', 'echo v3.18.4');
    script('go', 'echo "go: too old" >&2; exit 1');
    const error: unknown = await findHelm(undefined, surroundings).catch((refusal: unknown) => refusal);
    expect(String(error)).toMatch(/helm is v3\.18\.4/);
    expect(String(error)).toMatch(/go install: .*go: too old/s);
    expect(String(error)).toMatch(/official archive: fetch failed/);
    expect(String(error)).toMatch(/Put a helm on PATH or at .*helm-v3\.22\.0\/helm, or install Go/);
  });
});

describe('EVENT_MESH_HELM', () => {
  test('is a Helm that renders charts for a Kubernetes that the project supports', () => {
    const chart = path.join(folder, 'chart');
    mkdirSync(path.join(chart, 'templates'), { recursive: true });
    writeFileSync(
      path.join(chart, 'Chart.yaml'),
      'apiVersion: v2\nname: probe\nversion: 1.0.0\nkubeVersion: ">=1.29.0-0"\n',
    );
    writeFileSync(
      path.join(chart, 'templates', 'probe.yaml'),
      'minor: {{ .Capabilities.KubeVersion.Minor }}\n',
    );
    const helm = process.env['EVENT_MESH_HELM'] ?? '';
    const rendered = execFileSync(helm, ['template', 'probe', chart, '--kube-version', '1.30.0'], {
      encoding: 'utf8',
    });
    expect(rendered).toMatch(/^minor: 30$/m);
  });
});
