import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { LabelMatcher, series } from './label-matcher';

/** A queue in Redis: a list of jobs that wait, and a sorted set of those that failed. */
export interface QueueKeys {
  /** Key of the list. */
  readonly waiting: Deferred<string>;
  /** Key of the set, as RQ keeps one. @default - failed jobs are not watched */
  readonly failed?: Deferred<string>;
  /** Namespace of the exporter's pod. @default - of any */
  readonly namespace?: Deferred<string>;
}

/**
 * How long a queue in Redis is, as Redis' exporter counts it: it must be told the keys (`--check-single-keys`).
 *
 * @see https://github.com/oliver006/redis_exporter
 */
export class Queue {
  constructor(private readonly keys: QueueKeys) {}

  /** Jobs that wait. */
  depth(): Deferred<string> {
    return format`max by (key) (${this.size(this.keys.waiting)})`;
  }

  /** Jobs that failed in a span of time, less those that were tried again or dropped. */
  failures(window: Deferred<string>): Deferred<string> {
    const { failed = '' } = this.keys;
    return format`max by (key) (delta(${this.size(failed)}[${window}]))`;
  }

  private size(key: Deferred<string>): Deferred<string> {
    const { namespace } = this.keys;
    const place = namespace === undefined ? [] : [LabelMatcher.is('namespace', namespace)];
    return series('redis_key_size', [...place, LabelMatcher.is('key', key)]);
  }
}
