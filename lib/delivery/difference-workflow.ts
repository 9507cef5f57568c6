import { ACTIONS } from './pinned-action';
import { CHECKOUT, NODE_STEP } from './program-steps';
import { COMPARED, VERIFY } from './verify-workflow';
import type { Workflow } from './workflow';

const MARK = '<!-- event-mesh diff -->';

/**
 * Tells in a comment of a pull request what it changes in the cluster. A pull request of a fork may not write a
 * comment, and this one may: so it runs the program of the default branch alone, and takes from the pull request's run
 * nothing but manifests, which it reads and never runs. Whose comment it is, GitHub says and not the manifests.
 *
 * @see https://docs.github.com/en/actions/reference/security/secure-use
 */
export function differenceWorkflow(): Workflow {
  return {
    file: 'difference',
    name: 'Difference',
    purpose: [
      'Tells in a comment what a pull request changes in the cluster, and rewrites that comment with every push.',
      'It may write, so it runs no code of the pull request: only manifests come from there, and are read.',
    ],
    on: { workflow_run: { workflows: [VERIFY], types: ['completed'] } },
    concurrency: {
      group:
        'difference-${{ github.event.workflow_run.head_repository.full_name }}-${{ github.event.workflow_run.head_branch }}',
      cancelInProgress: true,
    },
    jobs: {
      comment: {
        if: "github.event.workflow_run.event == 'pull_request'",
        permissions: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
        minutes: 10,
        steps: [
          CHECKOUT,
          NODE_STEP,
          { name: 'Install', run: 'npm ci' },
          {
            uses: ACTIONS.downloadArtifact,
            with: {
              name: COMPARED,
              path: '${{ runner.temp }}/compared',
              'run-id': '${{ github.event.workflow_run.id }}',
              'github-token': '${{ github.token }}',
            },
          },
          { name: 'Compare', run: COMPARE },
          {
            name: 'Comment',
            env: {
              GH_TOKEN: '${{ github.token }}',
              HEAD_OWNER: '${{ github.event.workflow_run.head_repository.owner.login }}',
              HEAD_BRANCH: '${{ github.event.workflow_run.head_branch }}',
              HEAD_SHA: '${{ github.event.workflow_run.head_sha }}',
            },
            run: COMMENT,
          },
        ],
      },
    },
  };
}

/** GitHub takes comments of 65,536 characters. A link would show a file of this machine. */
const COMPARE = `cd "$RUNNER_TEMP/compared"
find . -type l -delete
mkdir -p base changed
cd "$GITHUB_WORKSPACE"
npx event-mesh diff "$RUNNER_TEMP/compared/base" "$RUNNER_TEMP/compared/changed" --format markdown > difference.md
echo '${MARK}' > comment.md
head --bytes=60000 difference.md >> comment.md
if [ "$(wc --bytes < difference.md)" -gt 60000 ]; then
  printf '\\n\\nThe rest is too long for a comment: run event-mesh diff.\\n' >> comment.md
fi
`;

const COMMENT = `number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" \\
  --raw-field state=open --raw-field head="$HEAD_OWNER:$HEAD_BRANCH" \\
  --jq '[.[] | select(.head.sha == env.HEAD_SHA)][0].number // empty')
if [ -z "$number" ]; then
  echo '::notice::the pull request is closed, or has moved on'
  exit 0
fi
comment=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \\
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("${MARK}"))) | .id' | sed -n 1p)
if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" --field body=@comment.md --silent
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field body=@comment.md --silent
fi
`;
