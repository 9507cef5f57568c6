import type { Answer, AnsweredDestination } from '../../lib/simulate/answer';

/** What a proxy retries on when nobody says anything; that goes without saying here too. */
const STANDARD_RETRIES = 'connect-failure,refused-stream,unavailable,cancelled';

/**
 * An answer as one line: `route web.shop:80 v1 90 %, web.shop:80 v2 10 %, timeout 10s`, `redirect 301 https://…`,
 * `denied 403`. Where nobody answers, the line ends with the status that the client sees.
 */
export function describeRoute(answer: Answer): string {
  const { outcome, status, redirect } = answer;
  const code = status === null ? '' : ` ${status}`;
  if (redirect !== null) return `redirect${code} ${redirect.location}`;
  if (outcome !== 'route') return `${outcome}${code}`;
  const shares = answer.destinations.map((one) => `${place(one)} ${percent(one.weight)}`);
  return ['route ' + shares.join(', '), ...changes(answer), ...(status === null ? [] : [`${status}`])].join(
    ', ',
  );
}

function changes({ rewrite, timeout, retries, fault, mirrors }: Answer): readonly string[] {
  const standard = retries?.attempts === 2 && retries.retryOn === STANDARD_RETRIES && !retries.perTryTimeout;
  return [
    ...(rewrite?.path ? [`path ${rewrite.path}`] : []),
    ...(timeout === null ? [] : [`timeout ${timeout}`]),
    ...(retries === null || standard
      ? []
      : [
          `${retries.attempts} retries${retries.perTryTimeout === null ? '' : ` of ${retries.perTryTimeout}`}` +
            ` on ${[retries.retryOn, ...retries.statusCodes].join(',')}`,
        ]),
    ...(fault?.delay ? [`delay ${fault.delay.fixedDelay} ${percent(fault.delay.percent)}`] : []),
    ...(fault?.abort
      ? [`abort ${fault.abort.grpcStatus ?? fault.abort.status} ${percent(fault.abort.percent)}`]
      : []),
    ...mirrors.map((mirror) => `mirrored to ${place(mirror)} ${percent(mirror.percent)}`),
  ];
}

function place({ host, port, subset }: Pick<AnsweredDestination, 'host' | 'port' | 'subset'>): string {
  return `${host.replace('.svc.cluster.local', '')}:${port}${subset === null ? '' : ` ${subset}`}`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100} %`;
}
