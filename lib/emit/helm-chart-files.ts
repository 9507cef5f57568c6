import { dump } from 'js-yaml';
import { Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ChartValues } from '../values/chart-values';
import { constraintsOf } from '../values/constraint';
import { collectObjects } from './collected-object';
import { HelmTemplates } from './helm-templates';

/** What a Helm chart says of itself. */
export interface HelmChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
}

/** The files of a Helm chart, by their path in it. */
export function helmChartFiles(
  root: IConstruct,
  values: ChartValues,
  metadata: HelmChartMetadata,
): Map<string, string> {
  const templates = new HelmTemplates(metadata.name);
  const files = new Map<string, string>();
  files.set('Chart.yaml', dump({ apiVersion: 'v2', type: 'application', ...metadata }));
  files.set('values.yaml', dump(values.defaults, { lineWidth: -1 }));
  files.set('values.schema.json', `${JSON.stringify(values.jsonSchema, null, 2)}\n`);
  for (const object of collectObjects(root, 'chart')) {
    const name = Names.toDnsLabel(object.construct, { includeHash: false, maxLen: 200 });
    files.set(`templates/${name}.yaml`, templates.document(object));
  }
  const constraints = constraintsOf(root);
  if (constraints.length > 0) files.set('templates/validate.yaml', templates.validation(constraints));
  files.set('templates/_helpers.tpl', templates.helpers());
  return files;
}
