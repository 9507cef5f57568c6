import type {} from 'expect';
import type { TestCall } from './asked';
import { toBeDenied } from './to-be-denied';
import { toHaveNoFindings } from './to-have-no-findings';
import { toRedirect, type ExpectedRedirect } from './to-redirect';
import { toRetry, type ExpectedRetries } from './to-retry';
import { toRoute, type ExpectedRoute } from './to-route';
import { toSurvive, type ExpectedSurvival } from './to-survive';
import { toTimeoutAfter } from './to-timeout-after';
import type { Severity } from '../analysis/finding';

export type { ExpectedRedirect, ExpectedRetries, ExpectedRoute, ExpectedSurvival, Severity, TestCall };

/**
 * Matchers for Jest about what a mesh does. The subject is a cdk8s App or Chart, a list of objects, the text of
 * manifests, a file or a folder.
 *
 * @example
 * ```ts
 * // mesh.test.ts
 * import { expect, test } from '@jest/globals';
 * import { matchers } from 'cdk8s-event-mesh/jest';
 * import { App, Chart } from 'cdk8s';
 * import { EventBackend, MeshNamespace } from 'cdk8s-event-mesh';
 *
 * expect.extend(matchers);
 *
 * test('the mesh is sound', () => {
 *   const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 *   new MeshNamespace(chart, 'namespace', { name: 'shop' });
 *   new EventBackend(chart, 'api', {
 *     name: 'api',
 *     image: { repository: 'registry.example.com/api', tag: '1.0.0' },
 *   });
 *   expect(chart).toHaveNoFindings();
 * });
 * ```
 */
export const matchers = {
  toBeDenied,
  toHaveNoFindings,
  toRedirect,
  toRetry,
  toRoute,
  toSurvive,
  toTimeoutAfter,
};

/** The matchers as a test calls them. */
export interface EventMeshMatchers<R> {
  /** The request is sent to a destination where somebody answers. */
  toRoute(call: TestCall, expected: ExpectedRoute): R;
  /** The request is answered by a redirect. */
  toRedirect(call: TestCall, expected?: ExpectedRedirect): R;
  /** A policy refuses the request. @param policy as `namespace/name`; without it any will do */
  toBeDenied(call: TestCall, policy?: string): R;
  /** The mesh tries the request again. */
  toRetry(call: TestCall, expected?: ExpectedRetries): R;
  /** The route that the request takes gives up after a time, such as `15s`. */
  toTimeoutAfter(call: TestCall, timeout: string): R;
  /** The policies that hold for the request get it past bad endpoints. */
  toSurvive(call: TestCall, expected?: ExpectedSurvival): R;
  /** `event-mesh check` finds nothing. @param level the least that counts @default 'warning' */
  toHaveNoFindings(level?: Severity): R;
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- jest's own interface, to which ours is added
  interface Matchers<R extends void | Promise<void>> extends EventMeshMatchers<R> {}
}
