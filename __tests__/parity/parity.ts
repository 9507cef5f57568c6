import { parseValuesYaml } from '../../lib/emit/values-yaml';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { chartFilesOf } from './chart-files';
import { differences } from './comparable';
import { valuesFileOf, type Deployment } from './deployments';
import { ChartOnDisk } from './helm-template';
import { refusalDifferences } from './refusal-differences';

/** Plain synthesis of the event system beside the real `helm template` of its chart. */
export class Parity {
  readonly system = new EventSystemUnderTest();
  private readonly chart: ChartOnDisk;

  /** @param helm path of the program */
  constructor(helm: string) {
    this.chart = new ChartOnDisk(helm, chartFilesOf(this.system));
  }

  /** Where the two sides disagree on a deployment; empty when they give the same objects or refuse the same. */
  disagreements({ file, release }: Deployment): Promise<string[]> {
    return this.disagreementsOnText(valuesFileOf(file), release).catch((error: unknown) => [String(error)]);
  }

  /** The same for the text of a values file. */
  async disagreementsOnText(text: string, release: Deployment['release']): Promise<string[]> {
    const given = parseValuesYaml(text, 'values.yaml');
    const rendered = await this.chart.render(text, release);
    const refusals = this.system.refusals(given, release);
    if ('refusal' in rendered) {
      return refusals.length === 0
        ? [`only Helm refuses: ${rendered.refusal}`]
        : refusalDifferences(refusals, rendered.refusal);
    }
    if (refusals.length > 0) return refusals.map((refusal) => `only plain synthesis refuses: ${refusal}`);
    const plain = this.system.manifests(given, release).all as unknown as JsonObject[];
    return differences({ plain, chart: rendered.objects, namespace: release.namespace });
  }

  remove(): void {
    this.chart.remove();
  }
}
