import type { EffectiveRule } from './merged-rules';
import type { Json, JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf } from '../vocabulary/json-fields';

const FIELDS = [
  'connectionPool',
  'outlierDetection',
  'loadBalancer',
  'tls',
  'tunnel',
  'proxyProtocol',
  'retryBudget',
] as const;

/** Those that a port's settings replace as a whole, be it by nothing. */
const OF_PORTS = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'] as const;

/** What of a `trafficPolicy` holds for one subset at one port. */
export type TrafficPolicy = Readonly<Partial<Record<(typeof FIELDS)[number], JsonObject>>>;

/**
 * The policy towards a subset at a port: what the rule says of all, field by field replaced by what the subset says.
 * At both levels the settings of a port replace pool, outlier detection, load balancing and TLS as a whole: what they
 * leave out goes back to Istio's defaults.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy
 */
export function trafficPolicy(
  rule: EffectiveRule | undefined,
  subset: string | null,
  port: number,
): TrafficPolicy {
  const ofSubset = rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  return merged(merged({}, rule?.trafficPolicy, port), ofSubset, port);
}

function merged(base: TrafficPolicy, policy: JsonObject | undefined, port: number): TrafficPolicy {
  if (policy === undefined) return base;
  const result: Record<string, Json | undefined> = { ...base };
  for (const field of FIELDS) if (policy[field] !== undefined) result[field] = policy[field];
  const ofPort = objectsOf(policy['portLevelSettings']).find(
    (settings) => numberOf(objectOf(settings['port'])['number']) === port,
  );
  if (ofPort) for (const field of OF_PORTS) result[field] = ofPort[field];
  return Object.fromEntries(
    Object.entries(result)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, objectOf(value)]),
  );
}
