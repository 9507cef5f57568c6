import type { JsonObject } from '../vocabulary/json';

/** Dashboards that Istio publishes at grafana.com, with their numbers there. */
const PUBLISHED = {
  'control-plane': 7645,
  mesh: 7639,
  performance: 11829,
  service: 7636,
  wasm: 13277,
  workload: 7630,
  ztunnel: 21306,
} as const;

/** One of the dashboards that Istio publishes. */
export type IstioDashboard = keyof typeof PUBLISHED;

/** Options of the list of dashboards. */
export interface IstioDashboardOptions {
  /** The mesh has ztunnels: their dashboard too. @default false */
  readonly ambient?: boolean;
  /** Revisions at grafana.com, each of a version of Istio; without one, Grafana takes the first. @default - none pinned */
  readonly revisions?: Partial<Record<IstioDashboard, number>>;
  /** Name of the data source in Grafana. @default 'Prometheus' */
  readonly datasource?: string;
}

/**
 * Istio's own dashboards, as `dashboards.<folder>` of the values of Grafana's chart.
 *
 * @see https://istio.io/latest/docs/ops/integrations/grafana/
 */
export function istioDashboards(options: IstioDashboardOptions = {}): JsonObject {
  const { ambient = false, revisions = {}, datasource = 'Prometheus' } = options;
  const names = (Object.keys(PUBLISHED) as IstioDashboard[]).filter((name) => ambient || name !== 'ztunnel');
  return Object.fromEntries(
    names.map((name) => {
      const revision = revisions[name];
      return [
        `istio-${name}`,
        { gnetId: PUBLISHED[name], ...(revision === undefined ? {} : { revision }), datasource },
      ];
    }),
  );
}
