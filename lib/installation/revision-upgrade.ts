import { ConfigError } from '../vocabulary/config-error';
import type { OutputFile } from '../vocabulary/output-file';
import { chartFiles, chartReleases, TAG_FILE } from './chart-files';
import { installCommand, tagCommand } from './install-guide';
import { IstioInstallation, type IstioInstallationProps } from './istio-installation';

/** Options of an upgrade by revisions. */
export interface RevisionUpgradeProps {
  /** What stays the same. Its `tags` are what namespaces name. */
  readonly installation: Omit<IstioInstallationProps, 'version' | 'revision'>;
  /** Release that is there, such as `1.29.2`. */
  readonly from: string;
  /** Release that is to be there. */
  readonly to: string;
  /** Which of the two the tags stand for: the one value that moves every namespace. @default 'from' */
  readonly tagged?: 'from' | 'to';
}

/**
 * Two control planes side by side, and the tags by which namespaces move from one to the other, and back.
 *
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 */
export class RevisionUpgrade {
  /** The control plane that is there. */
  readonly from: IstioInstallation;
  /** The control plane that is to be there. */
  readonly to: IstioInstallation;
  private readonly tagged: IstioInstallation;

  /** @throws ConfigError `revision-upgrade` when nothing changes, or no tag could move */
  constructor({ installation, from, to, tagged = 'from' }: RevisionUpgradeProps) {
    const at = (version: string) =>
      new IstioInstallation({ ...installation, version, revision: revisionOf(version) });
    this.from = at(from);
    this.to = at(to);
    this.tagged = tagged === 'from' ? this.from : this.to;
    if (from === to || this.from.tags.length === 0) {
      throw new ConfigError(
        'revision-upgrade',
        undefined,
        from === to
          ? `'from' and 'to' are both ${from}; name two releases`
          : `'installation' has no 'tags', so that every namespace would have to be labelled anew; name one such as prod-stable`,
      );
    }
  }

  /** Values of both control planes, of the tags and of what they share, and the steps. */
  files(folder: string): readonly OutputFile[] {
    const other = this.tagged === this.from ? this.to : this.from;
    const istiod = chartReleases(other).find(({ chart }) => chart === 'istiod')?.file;
    return [
      ...chartFiles(this.tagged, folder),
      ...chartFiles(other, folder).filter((file) => file.path === `${folder}/${istiod}`),
      { path: `${folder}/UPGRADE.md`, text: this.guide() },
    ];
  }

  private guide(): string {
    const { from, to } = this;
    const installs = (istio: IstioInstallation, ...charts: readonly string[]) =>
      chartReleases(istio)
        .filter(({ chart }) => charts.includes(chart))
        .map((release) => installCommand(release, istio.version));
    const oldRelease = chartReleases(from).find(({ chart }) => chart === 'istiod')?.release ?? 'istiod';
    const [[key, value] = ['', '']] = Object.entries(from.namespaceLabels());
    const steps = [
      '# 1. Is there anything that the new release takes otherwise?',
      'istioctl x precheck',
      '# 2. The new definitions and the new control plane beside the old one.',
      ...installs(to, 'base', 'istiod'),
      `# 3. Move the tags: revision: ${to.revision} in ${TAG_FILE}. Back: ${from.revision} there, and the same again.`,
      tagCommand(to),
      `# 4. Pods get the new proxy when they are made anew. The namespaces have one label, ${key}=${value}, and keep it.`,
      'kubectl rollout restart deployment --namespace NAMESPACE',
      'istioctl proxy-status',
      '# 5. What is there once in a cluster, and the gateways.',
      ...installs(to, 'cni', 'ztunnel', 'gateway'),
      '# 6. When no proxy is left at the old one:',
      `helm uninstall ${oldRelease} --namespace ${from.namespace}`,
    ];
    return `# From Istio ${from.version} to ${to.version}\n\n\`\`\`\n${steps.join('\n')}\n\`\`\`\n`;
  }
}

/** A revision is a part of names: `1.30.3` is `1-30-3` there. */
export function revisionOf(version: string): string {
  return version.replaceAll('.', '-');
}
