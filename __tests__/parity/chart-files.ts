import { HelmChart } from '../../lib/emit/helm-chart';
import type { EventSystemUnderTest } from '../fixtures/event-system';

/** The files of the Helm chart of the event system, by their path in the chart. */
export function chartFilesOf(system: EventSystemUnderTest): ReadonlyMap<string, string> {
  const { chart } = system.context();
  return new HelmChart(system.chart, { ...chart, description: 'The event system', values: system.values })
    .files;
}
