import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { LabelMatcher, series } from './label-matcher';

/**
 * TCP connections of services whose protocol proxies do not read, such as databases, as the proxies of the called side
 * count them. Series are told apart by `destination_service`.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export class Connections {
  /** Those to one service, by its fully qualified name. */
  static to(host: Deferred<string>): Connections {
    return new Connections(LabelMatcher.is('destination_service', host));
  }

  private constructor(private readonly called: LabelMatcher) {}

  /** Connections that are open. */
  open(): Deferred<string> {
    return format`${this.sum('opened')} - ${this.sum('closed')}`;
  }

  /** Connections that are opened per second. */
  opened(window: Deferred<string>): Deferred<string> {
    return this.rate('istio_tcp_connections_opened_total', window);
  }

  /** Bytes per second that the service is sent. */
  received(window: Deferred<string>): Deferred<string> {
    return this.rate('istio_tcp_received_bytes_total', window);
  }

  /** Bytes per second that the service sends. */
  sent(window: Deferred<string>): Deferred<string> {
    return this.rate('istio_tcp_sent_bytes_total', window);
  }

  private sum(which: 'opened' | 'closed'): Deferred<string> {
    return format`sum by (destination_service) (${this.select(`istio_tcp_connections_${which}_total`)})`;
  }

  private rate(metric: string, window: Deferred<string>): Deferred<string> {
    return format`sum by (destination_service) (rate(${this.select(metric)}[${window}]))`;
  }

  private select(metric: string): Deferred<string> {
    return series(metric, [LabelMatcher.is('reporter', 'destination'), this.called]);
  }
}
