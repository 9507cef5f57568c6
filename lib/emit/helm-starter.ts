import type { IConstruct } from 'constructs';
import { dump, load } from 'js-yaml';
import { HelmChart, type HelmChartProps } from './helm-chart';
import { publishFolder } from './publish-folder';

/**
 * A starter: the chart of the objects below a construct as the beginning of other charts. `helm create NAME --starter
 * FOLDER` copies it; the named templates, and every `<CHARTNAME>` in values and texts, get the name of the new chart.
 * Helm gives that chart metadata of its own, without dependencies: the starter's README has the lines to paste.
 *
 * Whoever creates a chart owns it: no file says that it is generated.
 *
 * @see https://helm.sh/docs/topics/charts/#chart-starter-packs
 */
export class HelmStarter {
  /** The text of every file, by its path in the starter. */
  readonly files: ReadonlyMap<string, string>;

  /**
   * @param props those of a chart; the name is the starter's own
   * @throws ConfigError `chart-metadata` when name, version or dependencies are not as Helm has them
   */
  constructor(root: IConstruct, props: HelmChartProps) {
    const own = new HelmChart(root, props).files.get('Chart.yaml') ?? '';
    const files = new Map<string, string>();
    for (const [file, text] of new HelmChart(root, { ...props, name: STAND_IN }).files)
      files.set(file, text.replaceAll(STAND_IN, '<CHARTNAME>'));
    files.set('Chart.yaml', withoutHeader(own));
    files.set('values.yaml', withoutHeader(files.get('values.yaml') ?? ''));
    files.set('README.md', readme(props, own));
    this.files = files;
  }

  /** Writes the starter as a folder, whole or not at all. What is there goes. */
  write(folder: string): void {
    publishFolder(folder, this.files);
  }
}

/** Stands for the name of the new chart, which is none that a chart may bear. */
const STAND_IN = 'name-of-the-chart-that-a-starter-makes';

/** What `helm create` writes into the metadata of the new chart. */
const WRITTEN_BY_HELM = ['apiVersion', 'name', 'description', 'type', 'version', 'appVersion'];

/** The text without its first line, which says that the file is generated. */
function withoutHeader(text: string): string {
  return text.replace(/^# .*\n\n?/, '');
}

function readme({ name, description }: HelmChartProps, chartYaml: string): string {
  const metadata = Object.entries(load(chartYaml) as Record<string, unknown>);
  const lost = Object.fromEntries(metadata.filter(([key]) => !WRITTEN_BY_HELM.includes(key)));
  const paste = [
    'Helm writes a new `Chart.yaml`. Add to it:',
    fenced('yaml', dump(lost, { lineWidth: -1 }).trim()),
  ];
  const blocks = [
    `# Starter ${name}`,
    description,
    fenced('sh', `helm create orders --starter "$PWD/${name}"`),
    ...(Object.keys(lost).length > 0 ? paste : []),
    'The values are described in `values.yaml`.',
  ];
  return `${blocks.join('\n\n')}\n`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
