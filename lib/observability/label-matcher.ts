import { mentions } from '../values/expression-parts';
import { nameOf, type Deferred } from '../values/chart-value';
import { expressionOf, isDeferral, type Expression } from '../values/expression';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/**
 * A condition on a label of time series, as PromQL has it in braces. Texts are escaped; one that is known only at deploy
 * time cannot be, and must be declared with a pattern, which has to leave out quotes and backslashes.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors
 * @throws ConfigError `promql` when the label has no valid name, or a deferred text no pattern
 */
export class LabelMatcher {
  /** The label has this value; an empty one stands for series without the label. */
  static is(label: string, value: Deferred<string>): LabelMatcher {
    return new LabelMatcher(label, '=', value);
  }

  /** The label has another value. */
  static isNot(label: string, value: Deferred<string>): LabelMatcher {
    return new LabelMatcher(label, '!=', value);
  }

  /** A regular expression (RE2) fits the label's whole value. */
  static fits(label: string, expression: Deferred<string>): LabelMatcher {
    return new LabelMatcher(label, '=~', expression);
  }

  private readonly text: Deferred<string>;

  private constructor(label: string, operator: '=' | '!=' | '=~', value: Deferred<string>) {
    if (!LABEL_NAME.test(label)) {
      throw new ConfigError(
        'promql',
        undefined,
        `'${label}' is no name of a label; write letters, digits and '_', and no digit first`,
      );
    }
    this.text = format`${label}${operator}${quoted(value)}`;
  }

  /** @internal As it stands in braces. */
  _toPromql(): Deferred<string> {
    return this.text;
  }
}

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const METRIC_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** The series of a metric that answer to all matchers: `up{job="api"}`. @throws ConfigError `promql` */
export function series(metric: string, matchers: readonly LabelMatcher[]): Deferred<string> {
  if (!METRIC_NAME.test(metric)) {
    throw new ConfigError(
      'promql',
      undefined,
      `'${metric}' is no name of a metric; write letters, digits, '_' and ':', and no digit first`,
    );
  }
  if (matchers.length === 0) return metric;
  const [first, ...others] = matchers.map((matcher) => matcher._toPromql()) as [Deferred<string>];
  return format`${metric}{${others.reduce<Deferred<string>>((all, one) => format`${all},${one}`, first)}}`;
}

/** A text literal of PromQL. @throws ConfigError `promql` when it cannot be escaped */
function quoted(text: Deferred<string>): Deferred<string> {
  if (!isDeferral(text)) return JSON.stringify(text);
  const expression = expressionOf(text);
  if (mentions(expression, isUnbounded)) {
    throw new ConfigError(
      'promql',
      undefined,
      `${nameOf(expression)} stands in a query but may be any text, quotes included; declare it with a 'pattern'`,
    );
  }
  return format`"${text}"`;
}

function isUnbounded(part: Expression): boolean {
  if (part.op === 'format')
    return part.parts.some((text) => typeof text === 'string' && /["\\\n]/.test(text));
  if (part.op !== 'value') return false;
  const { schema } = part;
  return schema.type === 'string' && schema.pattern === undefined && schema.oneOf === undefined;
}
