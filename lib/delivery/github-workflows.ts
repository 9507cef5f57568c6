import type { OutputFile } from '../vocabulary/output-file';
import { deliverWorkflow } from './deliver-workflow';
import { differenceWorkflow } from './difference-workflow';
import { checkedDelivery, type GitHubDeliveryProps } from './github-delivery';
import { publishManifestsWorkflow } from './publish-manifests-workflow';
import { rollbackWorkflow } from './rollback-workflow';
import { verifyWorkflow } from './verify-workflow';
import { workflowFile } from './workflow';

/**
 * Workflows of GitHub Actions for a program that synthesises an event system:
 *
 * - `verify`: tests, synthesis and verdict, for every pull request, without any secret;
 * - `difference`: a comment that says what a pull request changes in the cluster;
 * - `deliver`: images, then one environment after the other by Helm or kubectl, with a test from inside and outside;
 * - `rollback`: an earlier revision of an environment, where Helm deploys;
 * - `publish-manifests`: the branches from which Argo CD or Flux take plain manifests; of no use beside `deliver`.
 *
 * @returns files below `github/workflows/`, to be copied to `.github/workflows/`
 * @throws ConfigError `delivery` for a text that is no name, path or URL of its kind
 * @see https://docs.github.com/en/actions
 */
export function gitHubWorkflows(props: GitHubDeliveryProps): readonly OutputFile[] {
  const delivery = checkedDelivery(props);
  return [
    verifyWorkflow(delivery),
    differenceWorkflow(),
    deliverWorkflow(delivery),
    ...(delivery.method === 'helm' ? [rollbackWorkflow(delivery)] : []),
    publishManifestsWorkflow(delivery),
  ].map(workflowFile);
}
