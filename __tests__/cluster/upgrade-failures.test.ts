import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { kubectl } from './kubectl';
import { chart, everythingIn, helm } from './releases';
import { waitForRollout } from './rollout';

const namespace = 'upgrade-failures';
const release = 'event-system';

/** A further object of a release: a Service that asks for a port that only one may have. */
const nodePort = (name: string): string[] => {
  const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 31250 }] };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
  return ['--set-json', `extraObjects=${JSON.stringify([service])}`];
};
const values = ['--set', 'postgresql.backup.enabled=true', ...nodePort('first')];

interface Revision {
  readonly revision: number;
  readonly status: string;
  readonly description: string;
}

const history = async (): Promise<Revision[]> =>
  JSON.parse((await helm(namespace, 'history', release, '--output', 'json')).stdout) as Revision[];

const manifestOf = async (revision: number): Promise<string> =>
  (await helm(namespace, 'get', 'manifest', release, '--revision', `${revision}`)).stdout;

const backendImage = async (): Promise<string> => {
  const name = `${release}-event-backend-backend`;
  const path = 'jsonpath={.spec.template.spec.containers[0].image}';
  return (await kubectl(['get', 'deployment', name, '-n', namespace, '-o', path])).stdout;
};

const password = async (): Promise<string> => {
  const path = 'jsonpath={.data.POSTGRES_PASSWORD}';
  return (await kubectl(['get', 'secret', `${release}-postgresql`, '-n', namespace, '-o', path])).stdout;
};

/** Lets no further Pod into the namespace, as long as something runs. */
const withoutFurtherPods = async (run: () => Promise<unknown>): Promise<void> => {
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'no-more-pods' },
    spec: { hard: { pods: '0' } },
  };
  await kubectl(['create', '-n', namespace, '-f', '-'], JSON.stringify(quota));
  await kubectl([
    ...['wait', 'resourcequota/no-more-pods', '-n', namespace, '--timeout=30s'],
    '--for=jsonpath={.status.hard.pods}=0',
  ]);
  try {
    await run();
  } finally {
    await kubectl(['delete', 'resourcequota', 'no-more-pods', '-n', namespace]);
  }
};

beforeAll(async () => {
  await kubectl(['create', 'namespace', namespace]);
  await helm(namespace, 'install', release, chart, ...values);
  await waitForRollout(namespace);
});

afterAll(async () => {
  await kubectl(['delete', 'namespace', namespace, '--timeout=90s']);
  // Those of other tests may count the volumes of the cluster.
  await kubectl(['wait', '--for=delete', 'persistentvolumes', '--all', '--timeout=30s']);
});

test('a dry run gives what helm template gives, and changes nothing', async () => {
  const args = [chart, '--set', 'passwords.generate=false'];
  const { stdout } = await helm(namespace, 'install', '--generate-name', '--dry-run=client', ...args);
  const [, name = ''] = /^NAME: (\S+)$/m.exec(stdout) ?? [];
  expect(name).toMatch(/^event-backend-\d+$/);
  // A Helm that `go install` has built would take the cluster for a Kubernetes 1.20.
  const template = await helm(namespace, 'template', name, ...args, '--kube-version', '1.36.0');
  const documents = (...texts: readonly string[]) =>
    texts
      .flatMap((text) => text.split(/^---\n/m))
      .map((document) => document.trim())
      .filter((document) => document !== '')
      .sort();
  const [, hooks = '', manifest = ''] = /^HOOKS:\n(.*)^MANIFEST:\n(.*)^NOTES:$/ms.exec(stdout) ?? [];
  expect(documents(manifest).length).toBeGreaterThan(40);
  expect(documents(hooks, manifest)).toEqual(documents(template.stdout));
  // The notes call everything by the name that was made up.
  expect(stdout).toContain(`is installed: release ${name}, namespace ${namespace}.`);
  expect(stdout).toContain(`helm test ${name} --namespace ${namespace}`);
  expect(await history()).toHaveLength(1);
});

describe('a second release with the same node port', () => {
  test('fails', async () => {
    await expect(helm(namespace, 'install', 'second', chart, ...nodePort('second'))).rejects.toThrow(
      /31250.*port is already allocated/,
    );
    const { stdout } = await helm(namespace, 'status', 'second', '--output', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ info: { status: 'failed' } });
    await helm(namespace, 'uninstall', 'second', '--wait');
  });

  test('with --atomic leaves nothing but volumes and passwords', async () => {
    const before = await everythingIn(namespace);
    const atomic = ['--atomic', '--timeout', '60s'];
    await expect(helm(namespace, 'install', 'third', chart, ...nodePort('third'), ...atomic)).rejects.toThrow(
      /release third failed, and has been uninstalled due to atomic being set/,
    );
    await expect(helm(namespace, 'status', 'third')).rejects.toThrow(/release: not found/);
    const left = (await everythingIn(namespace)).filter((name) => !before.includes(name));
    const kept = /^(secret\/third-postgresql|persistentvolumeclaim\/data-third-(postgresql|redis-master)-0)$/;
    expect(left.filter((name) => !kept.test(name))).toEqual([]);
  });
});

describe('an upgrade', () => {
  test('stops before it has changed anything, when the dump fails', async () => {
    const image = await backendImage();
    await withoutFurtherPods(async () => {
      const changes = ['--set', 'image.tag=v9.9.9', '--timeout', '5s'];
      await expect(helm(namespace, 'upgrade', release, chart, ...values, ...changes)).rejects.toThrow(
        /pre-upgrade hooks failed/,
      );
    });
    expect(await backendImage()).toBe(image);
    expect((await history()).map(({ status }) => status)).toEqual(['deployed', 'failed']);
  });

  test('with --atomic goes back by itself to what was there', async () => {
    const image = await backendImage();
    // No other dump: pods cannot start while it runs.
    const changes = ['--set', 'image.tag=v9.9.9,postgresql.backup.beforeUpgrade=false'];
    await withoutFurtherPods(async () => {
      const atomic = ['--atomic', '--timeout', '8s'];
      await expect(
        helm(namespace, 'upgrade', release, chart, ...values, ...changes, ...atomic),
      ).rejects.toThrow(/has been rolled back due to atomic being set|an error occurred while rolling back/);
    });
    expect(await backendImage()).toBe(image);
  });

  test('and rollbacks between two revisions restore the bytes of each', async () => {
    await helm(namespace, 'rollback', release, '1');
    const first = await manifestOf((await history()).at(-1)?.revision ?? 0);
    expect(first).toBe(await manifestOf(1));
    await helm(namespace, 'upgrade', release, chart, ...values, '--set', 'image.tag=v2.0.0');
    await waitForRollout(namespace);
    const second = (await history()).at(-1)?.revision ?? 0;
    expect((await helm(namespace, 'get', 'values', release, '--revision', `${second}`)).stdout).toContain(
      'tag: v2.0.0',
    );
    const before = await password();
    expect(before).not.toBe('');
    await helm(namespace, 'rollback', release, '1');
    expect(await manifestOf(second + 1)).toBe(first);
    await helm(namespace, 'rollback', release, `${second}`);
    expect(await manifestOf(second + 2)).toBe(await manifestOf(second));
    expect(await password()).toBe(before);
  });
});
