import type { Answer } from './answer';
import type { Call } from './call';
import { printableLine } from '../vocabulary/printable';
import { isSecretName, NOT_SHOWN } from '../vocabulary/secret-name';

/** An answer to be read by people: the request, each step, and how it ends. Values of headers such as `Authorization` are not shown. */
export function answerInText(call: Call, answer: Answer): string {
  const headers = Object.entries(call.headers ?? {}).map((header) => `  ${header[0]}: ${shown(header)}`);
  return [
    `${call.request}   (from ${call.from}${call.sourceIp === undefined ? '' : `, by ${call.sourceIp}`})`,
    ...headers,
    ...answer.trace.map((step) => `  · ${step}`),
    ...details(answer).map((line) => `    ${line}`),
    `  = ${ending(answer)}`,
    '',
  ]
    .map(printableLine)
    .join('\n');
}

/** What else is done to it, each in a few words. */
export function details(answer: Answer): readonly string[] {
  const { timeout, retries, mirrors, fault, rewrite, headers } = answer;
  return [
    ...(timeout === null ? [] : [`timeout ${timeout}`]),
    ...(retries === null || answer.outcome !== 'route'
      ? []
      : [
          `${retries.attempts} retries on ${[retries.retryOn, ...retries.statusCodes].join(',')}` +
            (retries.perTryTimeout === null ? '' : `, each try ${retries.perTryTimeout}`),
        ]),
    ...(rewrite?.authority ? [`authority rewritten to ${rewrite.authority}`] : []),
    ...mirrors.map(
      ({ host, port, subset, percent }) => `${percent} % copied to ${place(host, port, subset)}`,
    ),
    ...(fault?.delay ? [`${fault.delay.percent} % delayed by ${fault.delay.fixedDelay}`] : []),
    ...(fault?.abort && answer.outcome !== 'abort'
      ? [`${fault.abort.percent} % aborted with ${fault.abort.status}`]
      : []),
    ...(['request', 'response'] as const).flatMap((side) => {
      const { remove, set, add } = headers[side];
      return [
        ...remove.map((name) => `${side} header ${name} removed`),
        ...Object.entries(set).map((header) => `${side} header ${header[0]} set to "${shown(header)}"`),
        ...Object.entries(add).map((header) => `${side} header ${header[0]} gets "${shown(header)}"`),
      ];
    }),
  ];
}

function shown([name, value]: readonly [string, string]): string {
  return isSecretName(name) ? NOT_SHOWN : value;
}

/** How a request ends, in a few words. */
export function ending({ outcome, status, destinations, redirect }: Answer): string {
  const code = status === null ? '' : ` ${status}`;
  if (redirect !== null) return `redirect${code} to ${redirect.location}`;
  if (outcome !== 'route') return `${outcome.replace('_', ' ')}${code}`;
  const places = destinations.map(
    ({ host, port, subset, weight }) => `${place(host, port, subset)} (${Math.round(weight * 100) / 100} %)`,
  );
  return `route${code} to ${places.join(', ')}`;
}

function place(host: string, port: number, subset: string | null): string {
  return `${host}:${port}${subset === null ? '' : ` subset ${subset}`}`;
}
