import { asked, type TestCall } from './asked';
import { verdict, type MatcherThis, type Verdict } from './verdict';
import type { AnsweredDestination } from '../simulate/answer';

/** Where a request should go; what is not said does not matter. */
export interface ExpectedRoute {
  /** The name of a service, `name.namespace`, or the whole host. */
  readonly to: string;
  /** Port of the service. @default - any */
  readonly port?: number;
  /** Subset of the service. @default - any */
  readonly subset?: string;
  /** Percent of the requests. @default - any */
  readonly weight?: number;
  /** The path that the server gets, with query. @default - any */
  readonly path?: string;
}

/** Whether a request is sent to a destination where somebody answers. */
export function toRoute(this: MatcherThis, mesh: unknown, call: TestCall, expected: ExpectedRoute): Verdict {
  const { answer, text } = asked(mesh, call);
  const path = answer.rewrite?.path ?? pathOf(call);
  const pass =
    answer.outcome === 'route' &&
    answer.destinations.some((destination) => fits(destination, expected)) &&
    (expected.path === undefined || expected.path === path);
  return verdict(this, 'toRoute', pass, inWords(expected), text);
}

function fits(found: AnsweredDestination, { to, port, subset, weight }: ExpectedRoute): boolean {
  return (
    found.available &&
    (found.host === to || found.host.startsWith(`${to}.`)) &&
    (port === undefined || found.port === port) &&
    (subset === undefined || found.subset === subset) &&
    (weight === undefined || Math.abs(found.weight - weight) < 0.01)
  );
}

/** The path that was asked for, as it stands there. */
function pathOf(call: TestCall): string {
  const request = typeof call === 'string' ? call : call.request;
  return /:\/\/[^/]*(\/.*)?$/.exec(request)?.[1] ?? '/';
}

function inWords({ to, port, subset, weight, path }: ExpectedRoute): string {
  return [
    `a route to ${to}${port === undefined ? '' : `:${port}`}`,
    ...(subset === undefined ? [] : [`subset ${subset}`]),
    ...(weight === undefined ? [] : [`with ${weight} %`]),
    ...(path === undefined ? [] : [`and path ${path}`]),
  ].join(' ');
}
