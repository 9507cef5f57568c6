import type { Field } from './field';
import { goDuration, millisecond } from './go-duration';

/** Validates a duration that may be left out: at least a millisecond, and whole ones. */
export function validateDuration(field: Field): void {
  if (field.isSet) field.refuse(durationMistake(field.text));
}

/** What is wrong with a duration that Istio hands to Envoy; undefined if nothing is. */
export function durationMistake(text: string): string | undefined {
  const duration = goDuration(text);
  if (duration === undefined) return `'${text}' is no duration, expected one such as 1h, 30s or 500ms`;
  if (duration < millisecond) return `is ${text}, expected at least 1ms`;
  return duration % millisecond === 0 ? undefined : `is ${text}, expected whole milliseconds`;
}
