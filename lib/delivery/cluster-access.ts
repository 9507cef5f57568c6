import type { GitHubDelivery } from './github-delivery';
import type { Permissions, Step } from './workflow';

/** How a job proves to the API server who it is: what its token must be allowed, and the step that prepares it. */
export interface ClusterAccess {
  readonly permissions: Permissions;
  readonly step: Step;
}

/** The way to the cluster of the environment that a job deploys to. */
export function clusterAccess({ clusterAccess }: GitHubDelivery): ClusterAccess {
  return clusterAccess === 'kubeconfig'
    ? { permissions: {}, step: BY_SECRET }
    : { permissions: { 'id-token': 'write' }, step: BY_IDENTITY };
}

const NAME = 'Reach the cluster';

/** A secret of GitHub's environment, in a file that nobody else reads, and in no log. */
const BY_SECRET: Step = {
  name: NAME,
  env: { KUBECONFIG_TEXT: '${{ secrets.KUBECONFIG }}' },
  run: `umask 077
if [ -z "$KUBECONFIG_TEXT" ]; then
  echo '::error::the environment has no secret KUBECONFIG: add it in the settings of the repository'
  exit 1
fi
printf '%s\\n' "$KUBECONFIG_TEXT" > "$RUNNER_TEMP/kubeconfig"
echo "KUBECONFIG=$RUNNER_TEMP/kubeconfig" >> "$GITHUB_ENV"
`,
};

/**
 * The identity that GitHub gives the run, which the API server knows by its issuer. GitHub's tokens last for minutes:
 * so kubectl and Helm get a program that asks for one whenever they need it.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
const BY_IDENTITY: Step = {
  name: NAME,
  env: { SERVER: '${{ vars.CLUSTER_SERVER }}', AUTHORITY: '${{ vars.CLUSTER_CA }}' },
  run: `umask 077
if [ -z "$SERVER" ] || [ -z "$AUTHORITY" ]; then
  echo '::error::the environment lacks the variable CLUSTER_SERVER or CLUSTER_CA: add them in the settings of the repository'
  exit 1
fi
# In a folder below, since kubectl writes paths as seen from its file, and looks for a bare name among all programs.
mkdir "$RUNNER_TEMP/cluster"
printf '%s\\n' "$AUTHORITY" > "$RUNNER_TEMP/cluster/ca.pem"
cat > "$RUNNER_TEMP/cluster/token" <<'PROGRAM'
#!/bin/bash
set -euo pipefail
curl --silent --show-error --fail --header "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=kubernetes" |
  jq '{apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: {token: .value}}'
PROGRAM
chmod 700 "$RUNNER_TEMP/cluster/token"
export KUBECONFIG="$RUNNER_TEMP/kubeconfig"
kubectl config set-cluster target --server "$SERVER" --certificate-authority "$RUNNER_TEMP/cluster/ca.pem"
kubectl config set-credentials run --exec-api-version client.authentication.k8s.io/v1 \\
  --exec-command "$RUNNER_TEMP/cluster/token" --exec-interactive-mode Never
kubectl config set-context target --cluster target --user run
kubectl config use-context target
echo "KUBECONFIG=$KUBECONFIG" >> "$GITHUB_ENV"
`,
};
