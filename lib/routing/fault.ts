import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkLiteral } from './literal-check';
import { checkNumber } from './number-check';
import { percentNumber, type Percentage } from './percentage';
import { checkTimeSpan, timeText, type TimeSpan } from './time-span';

/** Status of a gRPC call that failed. @see https://grpc.io/docs/guides/status-codes/ */
export type GrpcStatus =
  | 'CANCELLED'
  | 'UNKNOWN'
  | 'INVALID_ARGUMENT'
  | 'DEADLINE_EXCEEDED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'UNAUTHENTICATED'
  | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'OUT_OF_RANGE'
  | 'UNIMPLEMENTED'
  | 'INTERNAL'
  | 'UNAVAILABLE'
  | 'DATA_LOSS';

const GRPC_STATUSES: readonly string[] = [
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
] satisfies GrpcStatus[];

/**
 * Answers some requests with a failure, before the service sees them. Which ones is drawn for each request anew, and
 * apart from delays; the route's own retries do not repeat them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort
 */
export class FaultAbort {
  /** An answer with a status of HTTP. @throws ConfigError `number` when the status is not from 200 to 599 */
  static httpStatus(status: Deferred<number>, percentage: Percentage): FaultAbort {
    checkNumber('status', status, { minimum: 200, maximum: 599 });
    return new FaultAbort({ httpStatus: status }, percentage);
  }

  /** An answer with a status of gRPC. @throws ConfigError `grpc-status` when gRPC knows no such status of a failure */
  static grpcStatus(status: Deferred<GrpcStatus>, percentage: Percentage): FaultAbort {
    checkLiteral<string>(status, (text) => GRPC_STATUSES.includes(text), {
      code: 'grpc-status',
      property: 'status',
      expected: `one of ${GRPC_STATUSES.join(', ')}`,
      remedy: "write it like 'UNAVAILABLE'",
    });
    return new FaultAbort({ grpcStatus: status }, percentage);
  }

  private constructor(
    private readonly failure: Readonly<Record<string, Tree>>,
    private readonly percentage: Percentage,
  ) {}

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    return { ...this.failure, percentage: { value: percentNumber(this.percentage) } };
  }
}

/**
 * Holds some requests back before they go on. The route's own timeout does not count the time.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay
 */
export class FaultDelay {
  /** A delay that is always as long. @throws ConfigError `time-span` when it is less than a millisecond */
  static fixed(delay: TimeSpan, percentage: Percentage): FaultDelay {
    checkTimeSpan('delay', delay);
    return new FaultDelay(delay, percentage);
  }

  private constructor(
    private readonly delay: TimeSpan,
    private readonly percentage: Percentage,
  ) {}

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    return { fixedDelay: timeText(this.delay), percentage: { value: percentNumber(this.percentage) } };
  }
}
