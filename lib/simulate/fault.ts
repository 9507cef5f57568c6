import { numberOf, objectOf, textOf } from '../vocabulary/json-fields';
import type { Json } from '../vocabulary/json';

/** Faults that a route injects. */
export interface Fault {
  readonly abort: {
    /** What HTTP says; 200 for an abort by gRPC's own status. */
    readonly status: number;
    /** Such as `UNAVAILABLE`. */
    readonly grpcStatus?: string;
    readonly percent: number;
  } | null;
  readonly delay: { readonly fixedDelay: string; readonly percent: number } | null;
}

/**
 * The faults of a route; null for none. An abort without `percentage` aborts nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export function faultOf(fields: Json | undefined): Fault | null {
  if (fields === undefined) return null;
  const { abort, delay } = objectOf(fields);
  const fixedDelay = textOf(objectOf(delay)['fixedDelay']);
  const status = abortStatus(objectOf(abort));
  const grpcStatus = textOf(objectOf(abort)['grpcStatus']);
  const fault = {
    abort:
      status === undefined
        ? null
        : {
            status,
            ...(grpcStatus === undefined ? {} : { grpcStatus }),
            percent: percentOf(abort, 0),
          },
    delay:
      fixedDelay === undefined
        ? null
        : { fixedDelay, percent: percentOf(delay, numberOf(objectOf(delay)['percent']) ?? 0) },
  };
  return fault.abort === null && fault.delay === null ? null : fault;
}

/** What the client sees; an abort by gRPC's own status has HTTP's 200. */
function abortStatus(abort: Readonly<Record<string, Json | undefined>>): number | undefined {
  return numberOf(abort['httpStatus']) ?? (abort['grpcStatus'] === undefined ? undefined : 200);
}

/** As `percentage` says; Envoy counts in millionths. */
export function percentOf(holder: Json | undefined, absent: number): number {
  const percentage = objectOf(holder)['percentage'];
  if (percentage === undefined) return absent;
  return Math.floor((numberOf(objectOf(percentage)['value']) ?? 0) * 10_000) / 10_000;
}
