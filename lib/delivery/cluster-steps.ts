import type { DeliveryEnvironment } from './delivery-environment';
import type { GitHubDelivery } from './github-delivery';
import { valuesFile, type InfrastructureRelease } from './infrastructure-release';
import type { Step } from './workflow';

/** How long a cluster may take for what it is asked. */
const READY = '10m';
const TESTED = '5m';

/** Installs or upgrades what the system stands on. Helm takes back what does not get ready. */
export function infrastructureStep(
  release: InfrastructureRelease,
  environment: DeliveryEnvironment,
  { helm }: GitHubDelivery,
): Step {
  const { name, namespace, chart, repository, version } = release;
  const values = valuesFile(release, environment);
  const fromRegistry = repository.startsWith('oci://');
  return {
    name: `Install ${name}`,
    env: {
      RELEASE: name,
      NAMESPACE: namespace,
      CHART: fromRegistry ? `${repository}/${chart}` : chart,
      ...(fromRegistry ? {} : { REPOSITORY: repository }),
      VERSION: version,
      ...(values === undefined ? {} : { VALUES: values }),
    },
    run: `helm upgrade --install "$RELEASE" "$CHART" ${fromRegistry ? '' : '--repo "$REPOSITORY" '}--version "$VERSION" \\
  --namespace "$NAMESPACE" --create-namespace${values === undefined ? '' : ' --values "$VALUES"'} \\
  ${takingBack(helm)} --timeout ${READY}
`,
  };
}

/** Brings the release to an environment. */
export function releaseSteps(environment: DeliveryEnvironment, delivery: GitHubDelivery): readonly Step[] {
  return delivery.method === 'helm' ? [chartStep(environment, delivery)] : [manifestsStep(environment)];
}

/**
 * The chart with the environment's file, and the images by the digests that the run has built. Helm waits for pods and
 * for the migration's Job, and takes the release back if these do not get there in time. The namespace is made first,
 * with the labels that have proxies injected and Pod Security enforced.
 */
function chartStep(environment: DeliveryEnvironment, delivery: GitHubDelivery): Step {
  return {
    name: 'Upgrade the release',
    env: {
      ...releaseOf(environment, delivery),
      CHART: delivery.chart,
      VALUES: `${delivery.values}/${environment.name}.yaml`,
      ENVIRONMENT: environment.name,
    },
    run: `kubectl apply --server-side --filename "dist/$ENVIRONMENT/00-namespace.yaml"
images=()
for file in images/*.yaml; do
  if [ -e "$file" ]; then images+=(--values "$file"); fi
done
helm upgrade --install "$RELEASE" "./$CHART" --namespace "$NAMESPACE" \\
  --values "$VALUES" "\${images[@]}" \\
  ${takingBack(delivery.helm)} --wait-for-jobs --timeout ${READY}
`,
  };
}

function manifestsStep({ name, namespace }: DeliveryEnvironment): Step {
  return {
    name: 'Apply the manifests',
    env: { ENVIRONMENT: name, NAMESPACE: namespace },
    run: `kubectl apply --server-side --recursive --filename "dist/$ENVIRONMENT"
kubectl --namespace "$NAMESPACE" rollout status --timeout ${READY} deployment
kubectl --namespace "$NAMESPACE" rollout status --timeout ${READY} statefulset
`,
  };
}

/** Takes a release back to what it was before. */
export function rollbackStep(environment: DeliveryEnvironment, delivery: GitHubDelivery): Step {
  return {
    name: 'Roll back',
    env: { ...releaseOf(environment, delivery), REVISION: '${{ inputs.revision }}' },
    run: `if [[ ! $REVISION =~ ^[0-9]+$ ]]; then
  echo "::error::the revision is '$REVISION', expected a number of helm history, or 0 for the one before"
  exit 1
fi
helm history "$RELEASE" --namespace "$NAMESPACE" --max 20
helm rollback "$RELEASE" "$REVISION" --namespace "$NAMESPACE" --wait --wait-for-jobs --timeout ${READY}
`,
  };
}

/** The test that the chart brings, from a pod in the mesh. */
export function chartTestStep(environment: DeliveryEnvironment, delivery: GitHubDelivery): Step {
  return {
    name: 'Test from inside',
    env: releaseOf(environment, delivery),
    run: `helm test "$RELEASE" --namespace "$NAMESPACE" --timeout ${TESTED}\n`,
  };
}

/** What the cluster says, for who reads a run that failed. */
export function failureStep({ namespace }: DeliveryEnvironment): Step {
  return {
    name: 'What the cluster says',
    if: 'failure()',
    env: { NAMESPACE: namespace },
    run: `kubectl --namespace "$NAMESPACE" get pods,jobs
kubectl --namespace "$NAMESPACE" get events --sort-by .lastTimestamp | tail -n 50
`,
  };
}

function releaseOf({ namespace }: DeliveryEnvironment, { release }: GitHubDelivery): Record<string, string> {
  return { RELEASE: release, NAMESPACE: namespace };
}

/** Helm 4 has another name for it, and warns of the old one. */
function takingBack(helm: GitHubDelivery['helm']): string {
  return helm === 3 ? '--atomic' : '--rollback-on-failure';
}
