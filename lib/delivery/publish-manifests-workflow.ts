import { FETCHED_MANIFESTS, oneAtATime, synthesisJob } from './deliver-workflow';
import type { DeliveryEnvironment } from './delivery-environment';
import { environmentBranch } from './environment-branch';
import type { GitHubDelivery } from './github-delivery';
import type { Job, Workflow } from './workflow';

/** Puts the manifests of each environment on a branch of its own, where Argo CD or Flux take them from. */
export function publishManifestsWorkflow(delivery: GitHubDelivery): Workflow {
  const { environments, branch } = delivery;
  const jobOf = ({ name }: DeliveryEnvironment) => `publish-${name}`;
  return {
    file: 'publish-manifests',
    name: 'Publish manifests',
    purpose: [
      'Puts the manifests of each environment on the branch env/<environment>, for Argo CD or Flux; one environment',
      'after the other, as the reviewers of each let it pass. A deployment is undone by `git revert` on that branch.',
    ],
    on: { push: { branches: [branch] } },
    jobs: {
      manifests: synthesisJob(delivery),
      ...Object.fromEntries(
        environments.map((environment, index) => {
          const earlier = environments[index - 1];
          return [jobOf(environment), publicationJob(environment, earlier ? jobOf(earlier) : 'manifests')];
        }),
      ),
    },
  };
}

function publicationJob(environment: DeliveryEnvironment, before: string): Job {
  return {
    needs: [before],
    permissions: { contents: 'write' },
    minutes: 10,
    environment: { name: environment.name, url: environment.url },
    concurrency: oneAtATime(environment),
    steps: [
      FETCHED_MANIFESTS,
      {
        name: 'Push them to the branch of the environment',
        env: {
          GH_TOKEN: '${{ github.token }}',
          ENVIRONMENT: environment.name,
          BRANCH: environmentBranch(environment),
        },
        run: PUSH,
      },
    ],
  };
}

/** A branch that holds nothing but this; its history is that of the environment. Kustomize reads the list of files. */
const PUSH = `gh auth setup-git
git init --quiet --initial-branch "$BRANCH" branch
cd branch
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git remote add origin "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git"
if git ls-remote --exit-code origin "refs/heads/$BRANCH" > heads.txt; then
  git fetch --quiet --depth 1 origin "$BRANCH"
  git reset --quiet --soft FETCH_HEAD
fi
rm heads.txt
cp "../dist/$ENVIRONMENT"/*.yaml .
{
  echo 'resources:'
  printf -- '- %s\\n' *.yaml
} > list.txt
mv list.txt kustomization.yaml
git add --all
if git diff --cached --quiet; then
  echo '::notice::nothing has changed'
  exit 0
fi
git commit --quiet --message "Manifests of $GITHUB_SHA"
git push --quiet origin "HEAD:refs/heads/$BRANCH"
`;
