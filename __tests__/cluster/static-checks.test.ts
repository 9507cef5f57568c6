import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';

import { customResourceDefinitions } from './custom-resource-definitions';
import { criticalFindings, describeFinding, exceptionApplies, type ScoreException } from './kube-score';
import { clusterEnvironment } from './kubectl';
import { schemaViolations } from './kubectl-validate';
import { environments, Synthesis } from './synthesis';

let synthesis: Synthesis;

beforeAll(async () => {
  synthesis = await Synthesis.run();
});

afterAll(() => {
  synthesis.remove();
});

test('kube-score has no critical finding but the ones with a reason, and each reason is needed', async () => {
  const file = path.join(__dirname, 'score-exceptions.yaml');
  const exceptions = load(readFileSync(file, 'utf8')) as ScoreException[];
  const perEnvironment = environments.map((environment) =>
    criticalFindings(synthesis.manifests(environment)),
  );
  const findings = (await Promise.all(perEnvironment)).flat();

  const isExcepted = (finding: (typeof findings)[number]) =>
    exceptions.some((exception) => exceptionApplies(exception, finding));
  const unexpected = findings.filter((finding) => !isExcepted(finding)).map(describeFinding);
  expect([...new Set(unexpected)]).toEqual([]);

  const unneeded = exceptions.filter(
    (exception) => !findings.some((finding) => exceptionApplies(exception, finding)),
  );
  expect(unneeded).toEqual([]);
});

describe.each(environments)('kubectl-validate finds environment %s valid', (environment) => {
  test("by the cluster's own schemas", async () => {
    expect(await schemaViolations(synthesis.manifests(environment), [], clusterEnvironment())).toEqual([]);
  });

  test('by the schemas of the oldest supported Kubernetes', async () => {
    const flags = ['--version=1.29', `--local-crds=${customResourceDefinitions()}`];
    // Without a cluster to ask it takes the schemas that it brings.
    const noCluster = { KUBECONFIG: '/dev/null' };
    expect(await schemaViolations(synthesis.manifests(environment), flags, noCluster)).toEqual([]);
  });
});
