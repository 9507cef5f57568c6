import { describe, expect, test } from '@jest/globals';
import { gitHubWorkflows } from '../../lib/delivery/github-workflows';
import { LEAST, WHOLE } from './deliveries';
import { readWorkflow, type ReadWorkflow, type WorkflowJob } from './workflow-faults';

/** The workflows of a delivery, by the names of their files. */
function workflowsOf(props = WHOLE): Readonly<Record<string, ReadWorkflow>> {
  return Object.fromEntries(
    gitHubWorkflows(props).map(({ path, text }) => [
      /^github\/workflows\/([a-z-]+)\.yaml$/.exec(path)?.[1] ?? path,
      readWorkflow(text),
    ]),
  );
}

function workflowOf(file: string, props = WHOLE): ReadWorkflow {
  const workflow = workflowsOf(props)[file];
  if (workflow === undefined) throw new Error(`there is no ${file}.yaml`);
  return workflow;
}

function jobOf(file: string, id: string, props = WHOLE): WorkflowJob {
  const job = workflowOf(file, props).jobs[id];
  if (job === undefined) throw new Error(`there is no job '${id}' in ${file}.yaml`);
  return job;
}

const actionsOf = ({ steps }: WorkflowJob) =>
  steps.map(({ uses = '' }) => uses.split('@')[0]).filter(Boolean);
const scriptsOf = ({ steps }: WorkflowJob) => steps.map(({ run = '' }) => run).join('\n');
const namesOf = ({ steps }: WorkflowJob) => steps.map(({ name }) => name).filter(Boolean);

test('the delivery of one environment and one image, as a person reads it', () => {
  const [images, environments] = [WHOLE.images?.slice(0, 1) ?? [], WHOLE.environments.slice(0, 1)];
  const files = gitHubWorkflows({ ...LEAST, images, environments });
  expect(files.find(({ path }) => path.endsWith('/deliver.yaml'))?.text).toMatchSnapshot();
});

// The row event-cicd: build image, push, helm upgrade --install, migration Job.
describe('event-cicd', () => {
  test('a pull request builds, synthesises and judges, and can neither push nor deploy', () => {
    const { jobs } = workflowOf('verify');
    expect(Object.keys(jobs)).toEqual(['manifests', 'images', 'difference']);
    const granted = Object.values(jobs).flatMap(({ permissions = {} }) => Object.entries(permissions));
    expect(granted.filter(([, access]) => access === 'write')).toEqual([['security-events', 'write']]);
    expect(jobs['images']?.steps.at(-1)?.with).toMatchObject({ push: false });
    expect(Object.values(jobs).map(scriptsOf).join('\n')).not.toMatch(/helm upgrade|kubectl/);
  });

  test('images are built for backend, worker and scheduler, with provenance and bill of materials', () => {
    const images = jobOf('deliver', 'images');
    expect(images.strategy?.matrix.include.map(({ image }) => image)).toEqual([
      'ghcr.io/example/event-backend',
      'ghcr.io/example/event-worker',
      'ghcr.io/example/event-scheduler',
    ]);
    expect(
      images.steps.find(({ uses }) => uses?.startsWith('docker/build-push-action@'))?.with,
    ).toMatchObject({
      push: true,
      provenance: 'mode=max',
      sbom: true,
      tags: '${{ matrix.image }}:${{ github.sha }}',
    });
    expect(actionsOf(images)).toContain('actions/attest-build-provenance');
  });

  test('a release gets the images by digest, waits for the migration, and is taken back if it fails', () => {
    expect(scriptsOf(jobOf('deliver', 'images'))).toContain('digest: "%s"');
    const deploy = jobOf('deliver', 'deploy-dev');
    expect(deploy.needs).toEqual(['manifests', 'images']);
    const script = scriptsOf(deploy);
    expect(script).toContain('helm upgrade --install "$RELEASE" "./$CHART"');
    expect(script).toContain('--values "$VALUES" "${images[@]}"');
    expect(script).toContain('--atomic --wait-for-jobs --timeout 10m');
  });

  test.each([
    [3 as const, 'v3.22.0', '--atomic'],
    [4 as const, 'v4.3.1', '--rollback-on-failure'],
  ])('Helm %i is %s, and takes a release back by %s', (helm, version, flag) => {
    const deploy = jobOf('deliver', 'deploy-dev', { ...WHOLE, helm });
    expect(deploy.steps.find(({ uses }) => uses?.startsWith('azure/setup-helm@'))?.with).toEqual({ version });
    expect(scriptsOf(deploy).match(/--(atomic|rollback-on-failure)/g)).toEqual([flag, flag, flag]);
  });
});

// The row restaurant-cicd: infrastructure, then the application, then smoke tests; a variant by kubectl.
describe('restaurant-cicd', () => {
  test('infrastructure comes before the application, and tests come last', () => {
    expect(namesOf(jobOf('deliver', 'deploy-prod'))).toEqual([
      'Reach the cluster',
      'Install istiod',
      'Install kube-prometheus-stack',
      'Upgrade the release',
      'Test from inside',
      'Call from outside',
      'Ask Prometheus',
      'What the cluster says',
    ]);
  });

  test('infrastructure has the values of its environment', () => {
    const step = jobOf('deliver', 'deploy-prod').steps.find(({ name }) => name === 'Install istiod');
    expect(step?.env?.['VALUES']).toBe('infrastructure/prod/istiod.yaml');
  });

  test('the namespace is made with its labels before anything is in it', () => {
    const script = scriptsOf(jobOf('deliver', 'deploy-dev'));
    expect(script.indexOf('00-namespace.yaml')).toBeGreaterThan(0);
    expect(script.indexOf('00-namespace.yaml')).toBeLessThan(script.indexOf('"./$CHART"'));
  });

  test('plain manifests are applied, and have no revision to roll back to', () => {
    const props = { ...WHOLE, method: 'manifests' as const };
    const script = scriptsOf(jobOf('deliver', 'deploy-prod', props));
    expect(script).toContain('kubectl apply --server-side --recursive --filename "dist/$ENVIRONMENT"');
    expect(script).not.toContain('"./$CHART"');
    expect(Object.keys(workflowsOf(props))).not.toContain('rollback');
  });

  test('every environment waits for the one before it, for its reviewers, and for itself', () => {
    const { jobs } = workflowOf('deliver');
    expect(
      Object.values(jobs).flatMap(({ needs, environment, concurrency }) =>
        environment ? [[needs, environment.name, concurrency]] : [],
      ),
    ).toEqual([
      [['manifests', 'images'], 'dev', { group: 'environment-dev', 'cancel-in-progress': false }],
      [['deploy-dev'], 'staging', { group: 'environment-staging', 'cancel-in-progress': false }],
      [['deploy-staging'], 'prod', { group: 'environment-prod', 'cancel-in-progress': false }],
    ]);
  });

  test('a deployment needs a secret, or the identity of its run and no secret', () => {
    const props = { ...WHOLE, clusterAccess: 'identity' as const };
    expect(jobOf('deliver', 'deploy-prod').permissions).toEqual({ contents: 'read' });
    expect(jobOf('deliver', 'deploy-prod', props).permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
    });
    expect(jobOf('rollback', 'roll-back-prod', props).permissions).toEqual({ 'id-token': 'write' });
    expect(gitHubWorkflows(props).filter(({ text }) => text.includes('secrets.'))).toEqual([]);
  });

  test('a roll back takes turns with deployments', () => {
    const job = jobOf('rollback', 'roll-back-prod');
    expect(job.concurrency).toEqual(jobOf('deliver', 'deploy-prod').concurrency);
    expect(job.if).toBe("inputs.environment == 'prod'");
    expect(scriptsOf(job)).toContain('helm rollback "$RELEASE" "$REVISION" --namespace "$NAMESPACE" --wait');
  });
});

// The row restaurant-smoke-tests: calls through the ingress, and Prometheus' `up`.
describe('restaurant-smoke-tests', () => {
  const step = (name: string) => jobOf('deliver', 'deploy-prod').steps.find((one) => one.name === name);

  test('calls go to the address of the gateway under the host and scheme of the URL', () => {
    const call = step('Call from outside');
    expect(call?.env).toMatchObject({ URL: 'https://events.example.com', PATHS: '/health /api/v1/health' });
    expect(call?.run).toContain('--connect-to "::$address:" "$URL$path"');
    expect(call?.run).toContain('ingress[0].hostname');
  });

  test('the same request is routed beforehand, from the manifests', () => {
    const judge = jobOf('verify', 'manifests').steps.find(({ name }) => name === 'Judge prod');
    expect(judge?.run).toContain('npx event-mesh route "dist/$ENVIRONMENT" --from "gateway:*:$port"');
  });

  test('Prometheus is asked where one is named', () => {
    expect(step('Ask Prometheus')?.env?.['PROMETHEUS']).toBe(
      '/api/v1/namespaces/monitoring/services/http:prometheus-operated:9090/proxy',
    );
    expect(namesOf(jobOf('deliver', 'deploy-prod', LEAST))).not.toContain('Ask Prometheus');
  });
});

describe('the comment on a pull request', () => {
  const comment = jobOf('difference', 'comment');

  test('is written by code of the default branch, from manifests alone', () => {
    expect(workflowOf('difference').on).toEqual({
      workflow_run: { workflows: [workflowOf('verify').name], types: ['completed'] },
    });
    expect(comment.permissions).toEqual({ actions: 'read', contents: 'read', 'pull-requests': 'write' });
    expect(comment.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toHaveLength(1);
    expect(scriptsOf(comment)).not.toContain('npm run');
  });

  test('is the one that was there', () => {
    expect(scriptsOf(comment)).toContain(
      '--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment"',
    );
  });
});

test('each environment has a branch of its own, in the order of promotion', () => {
  const { jobs } = workflowOf('publish-manifests');
  const branches = Object.values(jobs).flatMap(({ needs, steps }) => {
    const branch = steps.find(({ env }) => env?.['BRANCH'])?.env?.['BRANCH'];
    return branch === undefined ? [] : [[needs, branch]];
  });
  expect(branches).toEqual([
    [['manifests'], 'env/dev'],
    [['publish-dev'], 'env/staging'],
    [['publish-staging'], 'env/prod'],
  ]);
});
