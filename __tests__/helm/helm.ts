import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type PinnedHelm, pinnedHelm } from './pinned-helm';

/** Where {@link findHelm} looks. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly fetch: typeof fetch;
}

/**
 * The path of a Helm that the project supports (3.22 or later, or 4), brought once if the machine has none:
 * from PATH, else from the cache of an earlier run, else by `go install`, else from the official archive.
 *
 * @param major the major version it must have
 * @default - any that is supported; if one must be brought, Helm 3
 * @throws Error that says for each of these why it did not work, and what to install
 */
export async function findHelm(
  major?: 3 | 4,
  surroundings: Surroundings = { env: process.env, fetch },
): Promise<string> {
  const { env } = surroundings;
  const onPath = findOnPath('helm', env);
  const found = onPath === undefined ? undefined : versionOf(onPath);
  if (onPath !== undefined && isSupported(found) && (major === undefined || found.startsWith(`v${major}.`))) {
    return onPath;
  }

  const pinned = pinnedHelm[major ?? 3];
  const cache = path.join(env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'cdk8s-event-mesh');
  const cached = path.join(cache, `helm-${pinned.version}`, 'helm');
  if (versionOf(cached) === pinned.version) return cached;

  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(path.join(cache, '.helm-'));
  try {
    const failures = [`PATH: ${onPath === undefined ? 'no helm' : `${onPath} is ${found ?? 'no Helm'}`}`];
    for (const bring of [goInstall, fetchArchive]) {
      try {
        const binary = await bring(pinned, staging, surroundings);
        const version = versionOf(binary);
        if (version !== pinned.version)
          throw new Error(`it brought ${version ?? 'something that does not run'}`);
        // Renamed when complete, so that of two runs at once each finds a whole file.
        mkdirSync(path.dirname(cached), { recursive: true });
        renameSync(binary, cached);
        return cached;
      } catch (error) {
        failures.push(`${bring.step}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new Error(
      `the tests need Helm ${major === undefined ? '3.22 or later' : pinned.version}, and none could be had:\n` +
        failures.map((failure) => `  - ${failure}\n`).join('') +
        `Put a helm on PATH or at ${cached}, or install Go 1.26 or later, and run again.`,
    );
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** 3.22 or later, or 4. */
function isSupported(version: string | undefined): version is string {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return major === '4' || (major === '3' && Number(minor) >= 22);
}

function versionOf(binary: string): string | undefined {
  const { status, stdout } = spawnSync(binary, ['version', '--template', '{{.Version}}'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Puts a helm into the staging folder and says where. */
interface Bring {
  (pinned: PinnedHelm, staging: string, surroundings: Surroundings): Promise<string>;
  step: string;
}

const goInstall: Bring = (pinned, staging, { env }) => {
  const go = findOnPath('go', env);
  if (go === undefined) return Promise.reject(new Error('no go on PATH'));
  process.stderr.write(`Building Helm ${pinned.version} with go install, once; this takes some minutes.\n`);
  execFileSync(
    go,
    [
      'install',
      '-trimpath',
      '-ldflags',
      ['-s -w', ...pinned.linkerFlags].join(' '),
      `${pinned.goPackage}@${pinned.version}`,
    ],
    // Outside the project and its go.mod files; GOBIN cannot be set for another platform.
    {
      cwd: staging,
      env: { ...env, GOBIN: staging, GOOS: '', GOARCH: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  return Promise.resolve(path.join(staging, 'helm'));
};
goInstall.step = 'go install';

const fetchArchive: Bring = async ({ version, sha256 }, staging, { fetch }) => {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const expected = sha256[platform];
  if (expected === undefined) throw new Error(`no checksum of Helm ${version} for ${platform} is pinned`);
  const url = `https://get.helm.sh/helm-${version}-${platform}.tar.gz`;
  const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const archive = Buffer.from(await response.arrayBuffer());
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) throw new Error(`${url} has SHA-256 ${actual}, expected ${expected}`);
  const file = path.join(staging, 'helm.tar.gz');
  writeFileSync(file, archive);
  execFileSync('tar', ['-xzf', file, '-C', staging]);
  return path.join(staging, platform, 'helm');
};
fetchArchive.step = 'official archive';
