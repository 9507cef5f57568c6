import { expect } from '@jest/globals';
import { asked, type TestCall } from '../../lib/jest/asked';
import { matchers } from '../../lib/jest/matchers';
import type { Mesh } from '../../lib/mesh/mesh';
import { describeRoute } from './describe-route';

expect.extend(matchers);

/** A share of a route: `web.shop:80 v1 90 %`. */
const SHARE = /^(\S+):(\d+)(?: (\S+))? ([\d.]+) %$/;
const RETRIES = /^(\d+) retries(?: of (\S+))? on (\S+)$/;

/**
 * Expects of a request what `describeRoute` says of its answer: by the matchers as far as these go, then to the letter.
 * What fails shows the steps of the request.
 */
export function expectPromise(mesh: Mesh, call: TestCall, gives: string): void {
  const [first = '', ...more] = gives.split(', ');
  const [outcome = '', ...words] = first.split(' ');
  if (outcome === 'redirect') expectRedirect(mesh, call, words);
  if (outcome === 'denied') expect(mesh).toBeDenied(call);
  if (outcome === 'route') expectRoute(mesh, call, [words.join(' '), ...more]);
  const { answer, text } = asked(mesh, call);
  expect(`${describeRoute(answer)}\n${text}`).toBe(`${gives}\n${text}`);
}

function expectRedirect(mesh: Mesh, call: TestCall, [status, location = '']: readonly string[]): void {
  expect(mesh).toRedirect(call, { status: Number(status), location });
}

function expectRoute(mesh: Mesh, call: TestCall, parts: readonly string[]): void {
  // A route that ends with a status leads to nobody.
  if (/^\d+$/.test(parts.at(-1) ?? '')) return;
  const path = valueOf('path', parts);
  for (const part of parts) {
    const [, to, port, subset, weight] = SHARE.exec(part) ?? [];
    if (to === undefined) continue;
    expect(mesh).toRoute(call, {
      to,
      port: Number(port),
      weight: Number(weight),
      ...(subset === undefined ? {} : { subset }),
      ...(path === undefined ? {} : { path }),
    });
  }
  const timeout = valueOf('timeout', parts);
  if (timeout !== undefined) expect(mesh).toTimeoutAfter(call, timeout);
  for (const part of parts) {
    const [, attempts, perTryTimeout, on = ''] = RETRIES.exec(part) ?? [];
    if (attempts === undefined) continue;
    expect(mesh).toRetry(call, {
      attempts: Number(attempts),
      on: on.split(','),
      ...(perTryTimeout === undefined ? {} : { perTryTimeout }),
    });
  }
}

/** What stands behind a word: `15s` of `timeout 15s`. */
function valueOf(word: string, parts: readonly string[]): string | undefined {
  return parts.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
}
