import type { OutputFile } from '../vocabulary/output-file';
import { argoCdApplications } from './argo-cd-applications';
import { DeliverySource } from './delivery-source';
import { fluxReleases } from './flux-releases';
import type { GitHubDeliveryProps } from './github-delivery';
import { gitHubWorkflows } from './github-workflows';

/** What brings a chart from its repository to its environments. */
export interface DeliveryFilesProps extends Pick<GitHubDeliveryProps, 'environments' | 'release' | 'chart'> {
  /** https URL of the program's repository. */
  readonly repository: string;
}

/** Every way to deliver, of which one is chosen: GitHub Actions, Argo CD, Flux. None where there is no environment. */
export function deliveryFiles({ repository, ...props }: DeliveryFilesProps): readonly OutputFile[] {
  if (props.environments.length === 0) return [];
  const { environments, release, chart } = props;
  const gitOps = { environments, release, repository, source: DeliverySource.chart(chart) };
  return [...gitHubWorkflows(props), ...argoCdApplications(gitOps), ...fluxReleases(gitOps)];
}
