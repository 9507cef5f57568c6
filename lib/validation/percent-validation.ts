import type { Field } from './field';

/** Validates a share of requests, `{value: 0.5}`: none, or 0.0001 to 100 percent. */
export function validateFraction(percent: Field): void {
  const value = percent.at('value');
  if (value.number < 0 || value.number > 100 || (value.number > 0 && value.number < 0.0001)) {
    value.error(`is ${value.number} percent, expected 0, or 0.0001 to 100`);
  }
}

/** Validates a share from 0 to 100 percent. */
export function validatePercent(field: Field): void {
  if (field.number < 0 || field.number > 100) field.error(`is ${field.number} percent, expected 0 to 100`);
}
