import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant-props';
import { ConnectionPool } from '../routing/connection-pool';
import { EgressGateway } from '../routing/egress-gateway';
import { EgressGatewayContract } from '../routing/egress-gateway-contract';
import { EgressProtocol } from '../routing/egress-protocol';
import { OutlierDetection } from '../routing/outlier-detection';
import { RetryPolicy } from '../routing/retry-policy';
import { seconds } from '../routing/time-span';
import { adviseAgainst, demand } from '../values/constraint';
import { includeWhen } from '../values/inclusion';
import { and, not } from '../values/conditions';
import { choose } from '../values/operators';
import type { MailOptions } from './mail-values';
import type { SystemNames } from './names';

/** Adds the way to a mail API outside of the cluster, for those who declare that they call it. */
export function addMail(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  options: MailOptions,
): EgressGateway {
  const { host, port, route, limits, gateway, credentialName } = options;
  const mail = new EgressGateway(scope, 'mail', {
    name: names.part('mail'),
    namespace: names.namespace,
    labels: names.labels('mail'),
    platform,
    host,
    ...(port === undefined ? {} : { port }),
    urlVariable: options.urlVariable ?? 'MAIL_API_URL',
    protocol: EgressProtocol.http({
      timeout: seconds(route?.timeoutSeconds ?? 10),
      retries: RetryPolicy.of({
        attempts: route?.retryAttempts ?? 2,
        perTryTimeout: seconds(route?.perTryTimeoutSeconds ?? 3),
      }),
      ...(credentialName === undefined ? {} : { tls: { credentialName } }),
    }),
    ...(gateway ? { contract: EgressGatewayContract.of(gateway) } : {}),
    ...(limits
      ? {
          connectionPool: ConnectionPool.of({
            maxConnections: limits.maxConnections,
            http1MaxPendingRequests: limits.http1MaxPendingRequests,
          }),
          outlierDetection: OutlierDetection.of({
            consecutive5xxErrors: limits.consecutive5xxErrors,
            baseEjectionTime: seconds(limits.baseEjectionSeconds),
            maxEjectionPercent: 100,
          }),
        }
      : {}),
  });
  const { enabled = true } = options;
  includeWhen(mail, enabled);
  adviseAgainst(
    scope,
    and(enabled, not(platform.mesh ?? true)),
    'mail.enabled has no effect while istio.enabled is false: the worker reaches the mail API through the egress gateway of a mesh only; switch the mesh on, or mail off',
  );
  demand(
    mail,
    choose(host, true, false),
    "'mail.host' is empty but 'mail.enabled' is true; name the host of the mail API, or switch mail off",
  );
  return mail;
}
