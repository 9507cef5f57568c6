import type { GitHubDelivery } from './github-delivery';
import { trialBuildJob } from './image-jobs';
import { ACTIONS } from './pinned-action';
import { environmentNames, helmStep, keepStep, NODE_STEP, SYNTHESIS } from './program-steps';
import type { Job, Step, Workflow } from './workflow';

/** The name by which the workflow is known that follows on this one. */
export const VERIFY = 'Verify';
/** What a pull request leaves behind for the comment: `base/<environment>/` and `changed/<environment>/`. */
export const COMPARED = 'compared-manifests';

/**
 * What a pull request must pass: tests, synthesis, the verdict on every environment, images that can be built. It
 * reads the repository and no secret, so that code of a stranger may run in it.
 */
export function verifyWorkflow(delivery: GitHubDelivery): Workflow {
  return {
    file: 'verify',
    name: VERIFY,
    purpose: [
      'Tests, synthesises and judges, and tries to build the images. It has no secret: pull requests of forks run it.',
    ],
    on: { pull_request: null, push: { branches: [delivery.branch] } },
    concurrency: { group: 'verify-${{ github.ref }}', cancelInProgress: true },
    jobs: {
      manifests: manifestsJob(delivery),
      ...(delivery.images.length > 0 ? { images: trialBuildJob(delivery) } : {}),
      difference: differenceJob(delivery),
    },
  };
}

function manifestsJob(delivery: GitHubDelivery): Job {
  return {
    permissions: { contents: 'read', 'security-events': 'write' },
    minutes: 30,
    steps: [
      ...SYNTHESIS,
      {
        name: 'What is committed is what the program gives',
        run: 'git diff --exit-code',
      },
      helmStep(delivery.helm),
      { name: 'Test', run: 'npm test' },
      ...delivery.environments.flatMap(({ name, namespace, url }) =>
        judgement(name, namespace, url, delivery.smokePaths),
      ),
    ],
  };
}

/** The verdict on one environment: for people in the log, for GitHub's code scanning as a file. */
function judgement(
  environment: string,
  namespace: string,
  url: string,
  paths: readonly string[],
): readonly Step[] {
  return [
    {
      name: `Judge ${environment}`,
      if: '${{ !cancelled() }}',
      env: {
        ENVIRONMENT: environment,
        NAMESPACE: namespace,
        URL: url,
        PATHS: paths.join(' '),
      },
      run: `mkdir -p "$RUNNER_TEMP/verdicts"
npx event-mesh check "dist/$ENVIRONMENT" --namespace "$NAMESPACE" --format sarif \\
  > "$RUNNER_TEMP/verdicts/$ENVIRONMENT.sarif" || true
npx event-mesh check "dist/$ENVIRONMENT" --namespace "$NAMESPACE"
port=80
case $URL in https://*) port=443 ;; esac
read -r -a paths <<< "$PATHS"
for path in "\${paths[@]}"; do
  outcome=$(npx event-mesh route "dist/$ENVIRONMENT" --from "gateway:*:$port" --request "GET $URL$path" --format json |
    jq --raw-output .outcome)
  if [ "$outcome" != route ]; then
    echo "::error::GET $URL$path ends in '$outcome', expected a route to a destination"
    exit 1
  fi
done
`,
    },
    {
      // A run for a fork may not write there; the step before has failed it if anything was found.
      if: "!cancelled() && (github.event_name == 'push' || github.event.pull_request.head.repo.full_name == github.repository)",
      uses: ACTIONS.uploadSarif,
      with: {
        sarif_file: `\${{ runner.temp }}/verdicts/${environment}.sarif`,
        category: `event-mesh-${environment}`,
      },
    },
  ];
}

function differenceJob(delivery: GitHubDelivery): Job {
  const commit = (path: string, ref: string): Step => ({
    uses: ACTIONS.checkout,
    with: { path, ref, 'persist-credentials': false },
  });
  return {
    if: "github.event_name == 'pull_request'",
    permissions: { contents: 'read' },
    minutes: 20,
    steps: [
      commit('base', '${{ github.event.pull_request.base.sha }}'),
      commit('changed', '${{ github.sha }}'),
      NODE_STEP,
      {
        name: 'Synthesise both',
        env: { ENVIRONMENTS: environmentNames(delivery) },
        run: `read -r -a environments <<< "$ENVIRONMENTS"
for side in base changed; do
  mkdir -p "compared/$side"
  (cd "$side" && npm ci && npm run synth)
  for environment in "\${environments[@]}"; do
    # An environment may be new, or gone.
    if [ -d "$side/dist/$environment" ]; then
      cp -R "$side/dist/$environment" "compared/$side/"
    fi
  done
done
`,
      },
      keepStep(COMPARED, 'compared'),
    ],
  };
}
