import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { goDuration } from './go-duration';

const httpLimits = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
];

/** Validates the limits of the connections to an upstream. */
export function validateConnectionPool(pool: Field): void {
  if (!pool.isSet) return;
  const [http, tcp] = [pool.at('http'), pool.at('tcp')];
  if (!http.isSet && !tcp.isSet) {
    pool.error('sets nothing, expected http, tcp or both');
    return;
  }
  for (const limit of [...httpLimits.map((name) => http.at(name)), tcp.at('maxConnections')]) {
    if (limit.number < 0) limit.error(`is ${limit.number}, expected 0 or more`);
  }
  validateDuration(http.at('idleTimeout'));
  if (http.at('h2UpgradePolicy').text === 'UPGRADE' && http.at('useClientProtocol').isTrue) {
    http
      .at('useClientProtocol')
      .error('is true beside h2UpgradePolicy UPGRADE, which decides the protocol too');
  }
  for (const name of ['interval', 'timeout']) validateDuration(http.at('http2KeepAlive', name));
  validateDuration(tcp.at('connectTimeout'));
  validateDuration(tcp.at('maxConnectionDuration'));
  // No time at all switches the idle timeout off.
  const idle = tcp.at('idleTimeout');
  if (goDuration(idle.text) !== 0) validateDuration(idle);
  for (const name of ['time', 'interval']) validateDuration(tcp.at('tcpKeepalive', name));
}
