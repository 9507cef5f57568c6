import type { Answer, AnsweredDestination } from '../../lib/simulate/answer';
import type { HeaderOperations } from '../../lib/simulate/header-operations';

const STANDARD_RETRIES = '2 on connect-failure,refused-stream,unavailable,cancelled';

/** Everything that an answer says, in one line: what is as Istio has it by default is left out, nothing else. */
export function inOneLine(answer: Answer): string {
  const { outcome, status, virtualService, httpRoute, rewrite, redirect, timeout, fault, authorization } =
    answer;
  const owner = virtualService === null ? '' : ` ${virtualService.replace(/^shop\//, '')}`;
  const route = httpRoute === null ? '' : `#${httpRoute}`;
  const parts = [
    `${outcome}${status === null ? '' : ` ${status}`}${owner}${route}`,
    ...(answer.destinations.length === 0 ? [] : [answer.destinations.map(place).join(' + ')]),
    ...(redirect === null ? [] : [redirect.location]),
    ...(rewrite?.path ? [`path ${rewrite.path}`] : []),
    ...(rewrite?.authority ? [`authority ${rewrite.authority}`] : []),
    ...(timeout === null ? [] : [`timeout ${timeout}`]),
    ...retries(answer),
    ...(fault?.abort ? [`abort ${fault.abort.percent}% ${fault.abort.status}`] : []),
    ...(fault?.delay ? [`delay ${fault.delay.percent}% ${fault.delay.fixedDelay}`] : []),
    ...answer.mirrors.map(
      ({ host, port, subset, percent }) => `mirror ${name(host, port, subset)} ${percent}%`,
    ),
    ...headers('request', answer.headers.request),
    ...headers('response', answer.headers.response),
    ...(authorization.policy === null
      ? []
      : [`${authorization.allowed ? 'allowed' : 'denied'} by ${authorization.policy}`]),
    ...(authorization.allowed || authorization.policy !== null ? [] : ['denied']),
  ];
  return parts.join(' | ');
}

function retries({ retries: policy, outcome }: Answer): readonly string[] {
  if (policy === null) return outcome === 'route' ? ['no retries'] : [];
  const on = [policy.retryOn, ...policy.statusCodes].filter((word) => word !== '').join(',');
  const words = `${policy.attempts} on ${on}${policy.perTryTimeout === null ? '' : ` each ${policy.perTryTimeout}`}`;
  return words === STANDARD_RETRIES ? [] : [`retries ${words}`];
}

function headers(side: string, { remove, set, add }: HeaderOperations): readonly string[] {
  return [
    ...remove.map((header) => `${side} -${header}`),
    ...Object.entries(set).map(([header, value]) => `${side} ${header}=${value}`),
    ...Object.entries(add).map(([header, value]) => `${side} ${header}+=${value}`),
  ];
}

function place({ host, port, subset, weight, available }: AnsweredDestination): string {
  return `${name(host, port, subset)}${weight === 100 ? '' : ` ${weight}%`}${available ? '' : ' (nobody)'}`;
}

function name(host: string, port: number, subset: string | null): string {
  return `${host.replace(/\.svc\.cluster\.local$/, '')}:${port}${subset === null ? '' : `/${subset}`}`;
}
