import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { load } from 'js-yaml';

import { customResourceDefinitions } from './custom-resource-definitions';
import { criticalFindings, describeFinding, exceptionApplies, type ScoreException } from './kube-score';
import { clusterEnvironment } from './kubectl';
import { findPrograms } from './programs';
import { runProgram } from './run-program';
import { environments, Synthesis } from './synthesis';

jest.setTimeout(120_000);

let synthesis: Synthesis;

beforeAll(async () => {
  synthesis = await Synthesis.run();
});

afterAll(() => {
  synthesis.remove();
});

describe('kube-score', () => {
  test('has no critical finding but the ones that have a reason, and each reason is needed', async () => {
    const file = path.join(__dirname, 'score-exceptions.yaml');
    const exceptions = load(readFileSync(file, 'utf8')) as ScoreException[];
    const perEnvironment = await Promise.all(
      environments.map((environment) => criticalFindings(synthesis.manifests(environment))),
    );
    const findings = perEnvironment.flat();

    const unexpected = findings.filter(
      (finding) => !exceptions.some((exception) => exceptionApplies(exception, finding)),
    );
    expect([...new Set(unexpected.map(describeFinding))]).toEqual([]);
    const unneeded = exceptions.filter(
      (exception) => !findings.some((finding) => exceptionApplies(exception, finding)),
    );
    expect(unneeded).toEqual([]);
  });
});

describe.each(environments)('kubectl-validate on environment %s', (environment) => {
  const validate = async (flags: readonly string[], env: Record<string, string>) => {
    const { stdout, stderr, exitCode } = await runProgram(
      findPrograms()['kubectl-validate'],
      [synthesis.manifests(environment), ...flags],
      { env },
    );
    return { exitCode, errors: exitCode === 0 ? '' : stdout + stderr };
  };

  test("finds it valid by the cluster's own schemas", async () => {
    expect(await validate([], clusterEnvironment())).toEqual({ exitCode: 0, errors: '' });
  });

  test('finds it valid by the schemas of the oldest supported Kubernetes', async () => {
    const flags = ['--version=1.29', `--local-crds=${customResourceDefinitions()}`];
    // Without a cluster the schemas built into the program are used.
    expect(await validate(flags, { KUBECONFIG: '/dev/null' })).toEqual({ exitCode: 0, errors: '' });
  });
});
