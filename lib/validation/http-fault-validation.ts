import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { validateStatus } from './http-answer-validation';
import { validateFraction } from './percent-validation';

const grpcStatuses = new Set(
  (
    'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED ' +
    'UNAUTHENTICATED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL ' +
    'UNAVAILABLE DATA_LOSS'
  ).split(' '),
);

/** Validates the faults that the proxy makes on purpose. */
export function validateFault(fault: Field): void {
  if (!fault.isSet) return;
  const [abort, delay] = [fault.at('abort'), fault.at('delay')];
  if (!abort.isSet && !delay.isSet) fault.error('sets nothing, expected abort, delay or both');
  if (abort.isSet) validateAbort(abort);
  validateFraction(delay.at('percentage'));
  validateDuration(delay.at('fixedDelay'));
  validateDuration(delay.at('exponentialDelay'));
  if (delay.at('exponentialDelay').isSet)
    delay.at('exponentialDelay').error('is not supported; write fixedDelay');
}

function validateAbort(abort: Field): void {
  validateFraction(abort.at('percentage'));
  const [http, grpc, http2] = [abort.at('httpStatus'), abort.at('grpcStatus'), abort.at('http2Error')];
  if (http.isSet) validateStatus(http);
  if (grpc.isSet && !grpcStatuses.has(grpc.text)) {
    grpc.error(`'${grpc.text}' is no status of gRPC, expected a name such as UNAVAILABLE`);
  }
  if (http2.isSet) http2.error('is not supported; write httpStatus or grpcStatus');
  if (!http.isSet && !grpc.isSet && !http2.isSet) abort.warn('says no status, so that it aborts nothing');
}
