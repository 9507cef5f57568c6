import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Units by which Grafana writes figures. */
export type PanelUnit =
  'short' | 'reqps' | 'ms' | 's' | 'percentunit' | 'bytes' | 'binBps' | 'cores' | 'currencyUSD';

/** One query of a panel. */
export interface PanelQuery {
  /** In PromQL. */
  readonly expr: Deferred<string>;
  /** What a line is called; labels in double braces: `{{pod}}`. @default - all labels */
  readonly legend?: string;
}

/** What a panel shows. */
export interface PanelProps {
  /** Title above it. */
  readonly title: string;
  /** What it means, behind the title. @default - nothing */
  readonly description?: string;
  /** What its numbers are. @default 'short' */
  readonly unit?: PanelUnit;
  /** Coloured from this value on: yellow for the first, red for the second. @default - not coloured */
  readonly thresholds?: readonly [yellow: number, red?: number];
  /** What it draws. */
  readonly queries: readonly PanelQuery[];
}

/** Where a panel lies: in 24 columns, with rows of about 30 pixels. */
export interface PanelPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type PanelKind = 'timeseries' | 'stat' | 'table';

/** Columns and rows that each kind takes. */
const SIZES: Readonly<Record<PanelKind, { readonly w: number; readonly h: number }>> = {
  stat: { w: 6, h: 4 },
  timeseries: { w: 12, h: 8 },
  table: { w: 24, h: 8 },
};

/**
 * One picture of a dashboard.
 *
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/
 * @throws ConfigError `dashboard` when it has no title or no query
 */
export class Panel {
  /** Lines over time. */
  static timeSeries(props: PanelProps): Panel {
    return new Panel('timeseries', props);
  }

  /** One figure as it is now. */
  static stat(props: PanelProps): Panel {
    return new Panel('stat', props);
  }

  /** A row for each series, with its labels and its value as it is now. */
  static table(props: PanelProps): Panel {
    return new Panel('table', props);
  }

  /** Columns and rows that it takes. */
  readonly size: { readonly w: number; readonly h: number };

  private constructor(
    private readonly kind: PanelKind,
    readonly props: PanelProps,
  ) {
    this.size = SIZES[kind];
    if (props.title !== '' && props.queries.length > 0) return;
    throw new ConfigError(
      'dashboard',
      undefined,
      `panel '${props.title}' has no ${props.title === '' ? 'title' : 'query'}; give it one`,
    );
  }

  /** @internal As Grafana reads it. */
  _toGrafana(id: number, gridPos: PanelPlace): Tree {
    const { title, description, unit = 'short', queries } = this.props;
    const instant = this.kind !== 'timeseries';
    return {
      id,
      type: this.kind,
      title,
      ...(description === undefined ? {} : { description }),
      gridPos: { ...gridPos },
      datasource: DATASOURCE,
      fieldConfig: { defaults: { unit, ...this.colours() }, overrides: [] },
      options: this.kind === 'timeseries' ? { tooltip: { mode: 'multi', sort: 'desc' } } : {},
      targets: queries.map(({ expr, legend }, index) => ({
        refId: String.fromCharCode(65 + index),
        datasource: DATASOURCE,
        expr,
        ...(legend === undefined ? {} : { legendFormat: legend }),
        ...(instant ? { instant: true, range: false } : {}),
        ...(this.kind === 'table' ? { format: 'table' } : {}),
      })),
    };
  }

  private colours(): Readonly<Record<string, Tree>> {
    const { thresholds } = this.props;
    if (thresholds === undefined) return {};
    const [yellow, red] = thresholds;
    const steps: Tree[] = [
      { color: 'green', value: null },
      { color: 'yellow', value: yellow },
      ...(red === undefined ? [] : [{ color: 'red', value: red }]),
    ];
    return { color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps } };
  }
}

/** The data source that the reader of the dashboard has chosen. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
