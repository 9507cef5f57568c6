import { conditionKeys, operationEntries, sourceEntries } from './authorization-entries';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { objectsOf } from '../vocabulary/json-fields';

const AUTHORIZATION = 'security.istio.io/AuthorizationPolicy';
const REQUESTS = 'security.istio.io/RequestAuthentication';
const TELEMETRY = 'telemetry.istio.io/Telemetry';
const WASM = 'extensions.istio.io/WasmPlugin';

/** The kinds of policies of which some need a proxy that speaks HTTP, as types of manifests. */
export const httpPolicyTypes: readonly string[] = [AUTHORIZATION, REQUESTS, TELEMETRY, WASM];

const OPERATIONS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];
const SOURCES = ['requestPrincipals', 'notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'];
/** What ztunnel knows of a connection. */
const CONDITIONS = [
  'destination.ip',
  'destination.port',
  'source.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
];

/**
 * The policies that ask for what ztunnel does not see, such as methods, paths, headers and tokens.
 *
 * @see https://istio.io/latest/docs/ambient/usage/l4-policy/
 */
export function httpPolicies(mesh: Mesh): readonly Manifest[] {
  return [
    ...mesh.of(AUTHORIZATION).filter(readsHttp),
    ...mesh.of(REQUESTS),
    ...mesh.of(TELEMETRY).filter(asksForRequests),
    ...mesh.of(WASM),
  ];
}

/** Whether an AuthorizationPolicy reads anything of the request, or leaves the decision to somebody else. */
function readsHttp(policy: Manifest): boolean {
  return (
    policy.spec['action'] === 'CUSTOM' ||
    OPERATIONS.some((list) => operationEntries(policy, list).length > 0) ||
    SOURCES.some((list) => sourceEntries(policy, list).length > 0) ||
    conditionKeys(policy).some(({ value }) => !CONDITIONS.includes(value))
  );
}

function asksForRequests({ spec }: Manifest): boolean {
  return (
    spec['tracing'] !== undefined ||
    spec['accessLogging'] !== undefined ||
    objectsOf(spec['metrics']).some(({ overrides }) => objectsOf(overrides).length > 0)
  );
}
