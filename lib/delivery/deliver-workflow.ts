import { chartTestStep, failureStep, infrastructureStep, releaseSteps } from './cluster-steps';
import { clusterAccess } from './cluster-access';
import type { DeliveryEnvironment } from './delivery-environment';
import type { GitHubDelivery } from './github-delivery';
import { imagesJob } from './image-jobs';
import { ACTIONS } from './pinned-action';
import { CHECKOUT, environmentNames, helmStep, keepStep, SYNTHESIS } from './program-steps';
import { smokeSteps } from './smoke-steps';
import type { Concurrency, Job, Step, Workflow } from './workflow';

const MANIFESTS = 'manifests';
const IMAGES = 'images';

/** Takes what was merged from one environment to the next; who must agree, GitHub's environments say. */
export function deliverWorkflow(delivery: GitHubDelivery): Workflow {
  const { environments, images, branch } = delivery;
  const built = images.length > 0;
  return {
    file: 'deliver',
    name: 'Deliver',
    purpose: [
      `Builds what was merged, and takes it through ${environments.map(({ name }) => name).join(', ')}.`,
      'Each is an environment of GitHub, whose reviewers let it pass, and which says where its cluster is.',
    ],
    on: { push: { branches: [branch] } },
    jobs: {
      [MANIFESTS]: synthesisJob(delivery),
      ...(built ? { [IMAGES]: imagesJob(delivery) } : {}),
      ...Object.fromEntries(
        environments.map((environment, index) => {
          const earlier = environments[index - 1];
          const before = earlier ? [jobOf(earlier)] : [MANIFESTS, ...(built ? [IMAGES] : [])];
          return [jobOf(environment), deploymentJob(environment, before, delivery)];
        }),
      ),
    },
  };
}

/** One change of an environment at a time; one that has begun is never ended in the middle. */
export function oneAtATime({ name }: DeliveryEnvironment): Concurrency {
  return { group: `environment-${name}`, cancelInProgress: false };
}

/** Keeps `dist/` of every environment for the jobs that bring it somewhere. */
export function synthesisJob(delivery: GitHubDelivery): Job {
  return {
    permissions: { contents: 'read' },
    minutes: 20,
    steps: [
      ...SYNTHESIS,
      {
        name: 'Judge',
        env: { ENVIRONMENTS: environmentNames(delivery) },
        run: `read -r -a environments <<< "$ENVIRONMENTS"
for environment in "\${environments[@]}"; do
  npx event-mesh check "dist/$environment"
done
`,
      },
      keepStep(MANIFESTS, 'dist'),
    ],
  };
}

/** Brings `dist/` of the synthesis to a job that needs it. */
export const FETCHED_MANIFESTS: Step = {
  uses: ACTIONS.downloadArtifact,
  with: { name: MANIFESTS, path: 'dist' },
};

function jobOf({ name }: DeliveryEnvironment): string {
  return `deploy-${name}`;
}

function deploymentJob(
  environment: DeliveryEnvironment,
  needs: readonly string[],
  delivery: GitHubDelivery,
): Job {
  const byHelm = delivery.method === 'helm';
  const access = clusterAccess(delivery);
  return {
    needs,
    permissions: { contents: 'read', ...access.permissions },
    minutes: 60,
    environment: { name: environment.name, url: environment.url },
    concurrency: oneAtATime(environment),
    steps: [
      CHECKOUT,
      ...(byHelm || delivery.infrastructure.length > 0 ? [helmStep(delivery.helm)] : []),
      FETCHED_MANIFESTS,
      ...(byHelm && delivery.images.length > 0 ? [FETCHED_IMAGES] : []),
      access.step,
      ...delivery.infrastructure.map((release) => infrastructureStep(release, environment, delivery)),
      ...releaseSteps(environment, delivery),
      ...(byHelm ? [chartTestStep(environment, delivery)] : []),
      ...smokeSteps(environment, delivery),
      failureStep(environment),
    ],
  };
}

const FETCHED_IMAGES: Step = {
  uses: ACTIONS.downloadArtifact,
  with: { pattern: 'image-*', path: 'images', 'merge-multiple': true },
};
