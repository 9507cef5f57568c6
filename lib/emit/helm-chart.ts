import type { IConstruct } from 'constructs';
import { ChartValues } from '../values/chart-values';
import { constraintsOf } from '../values/constraint';
import { deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { chartYaml, type ChartMetadata } from './chart-metadata';
import { chartObject } from './chart-object';
import { chartReadme } from './chart-readme';
import { collectObjects, type CollectedObject } from './collected-object';
import { HelmTemplates } from './helm-templates';
import { declareDependencyValues } from './dependency-values';
import { helperFiles } from './helper-files';
import { publishFolder } from './publish-folder';
import { levelOfParts, templateFiles } from './template-files';
import { templateNames } from './template-names';
import { valuesFile } from './values-file';

/** What a Helm chart is made of, beside the constructs. */
export interface HelmChartProps extends ChartMetadata {
  /**
   * The values that the program declares; those by which Helm switches and configures dependencies are added to them.
   * @default - none: the chart has nothing else to set
   */
  readonly values?: ChartValues;
  /**
   * What Helm prints after an installation: lines of text, and lists of lines that a `when` guards. No secret belongs
   * there. @default - nothing
   */
  readonly notes?: readonly (Tree | undefined)[];
  /** Further sections of the chart's README, as Markdown. @default - none */
  readonly readmeSections?: readonly { readonly title: string; readonly text: string }[];
  /** Further files by their path in the chart, such as `crds/topics.yaml` or `ci/test-values.yaml`. @default - none */
  readonly extraFiles?: Readonly<Record<string, string>>;
  /** What the README's example installs it as. @default - the chart's name, for both */
  readonly example?: { readonly release: string; readonly namespace: string };
}

/**
 * A Helm chart of the objects below a construct: deferred values become `.Values`, conditions `if`, constraints `fail`.
 * Rendered with a values file it gives the objects that plain synthesis gives.
 *
 * @example
 * ```ts
 * const values = new ChartValues();
 * new Worker(chart, 'mailer', {
 *   image: { repository: 'registry.example.com/mailer', tag: '1.4.2' },
 *   replicas: values.integer('replicas', { default: 1, minimum: 0, description: 'Pods of the mailer' }),
 * });
 * const helmChart = new HelmChart(chart, {
 *   name: 'mailer',
 *   version: '0.1.0',
 *   description: 'Sends mails',
 *   values,
 * });
 * helmChart.files.get('templates/mailer/deployment.yaml');
 * ```
 */
export class HelmChart {
  /** The text of every file, by its path in the chart. */
  readonly files: ReadonlyMap<string, string>;
  /** @internal What the templates were printed from. */
  readonly objects: readonly CollectedObject[];

  /**
   * @throws ConfigError `chart-metadata` when name, version or dependencies are not as Helm has them
   */
  constructor(root: IConstruct, props: HelmChartProps) {
    const {
      values = new ChartValues(),
      notes = [],
      extraFiles = {},
      readmeSections,
      example,
      ...metadata
    } = props;
    declareDependencyValues(values, props.dependencies ?? []);
    this.objects = collectObjects(root, 'chart');
    const objects = this.objects.map(chartObject);
    const constraints = constraintsOf(root);
    const roots = [
      ...objects.flatMap(({ manifest, condition }) => [manifest, condition]),
      ...constraints.map(({ condition }) => deferred(condition)),
      notes,
    ];
    const templates = new HelmTemplates(props.name, templateNames(roots, levelOfParts(root, objects)));
    const files = new Map<string, string>([
      ['Chart.yaml', `# ${GENERATED}\n${chartYaml(metadata)}`],
      ['values.yaml', valuesFile(values, GENERATED)],
      ['values.schema.json', `${JSON.stringify(values.jsonSchema, null, 2)}\n`],
      ['.helmignore', HELMIGNORE],
      [
        'README.md',
        chartReadme({
          name: props.name,
          description: props.description,
          values,
          release: example?.release ?? props.name,
          namespace: example?.namespace ?? props.name,
          ...(readmeSections ? { sections: readmeSections } : {}),
        }),
      ],
    ]);
    for (const [file, ofFile] of templateFiles(root, objects)) {
      files.set(file, ofFile.map((object) => templates.document(object)).join('---\n'));
    }
    if (constraints.length > 0) files.set('templates/validate.yaml', templates.validation(constraints));
    if (notes.length > 0) files.set('templates/NOTES.txt', templates.text(notes));
    for (const [file, text] of helperFiles(templates.helpers(), files.keys())) files.set(file, text);
    for (const [file, text] of Object.entries(extraFiles)) files.set(file, text);
    this.files = files;
  }

  /**
   * Writes the chart as a folder, whole or not at all. What is there goes, but for `charts/` and `Chart.lock`, which
   * `helm dependency` makes; a folder that is like it already is not touched.
   */
  write(folder: string): void {
    publishFolder(folder, this.files, ['charts', 'Chart.lock']);
  }
}

const GENERATED = 'Written by cdk8s-event-mesh from constructs: change those, not this file.';

const HELMIGNORE = `# What helm package leaves out.
.DS_Store
.git/
.gitignore
.helmignore
*.orig
*.swp
*.tmp
*~
.idea/
.vscode/
`;
