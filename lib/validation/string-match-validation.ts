import type { Field } from './field';
import { regularExpressionMistake } from '../vocabulary/regular-expression';

const longestExpression = 1024;

/** Validates a match of a text: neither `prefix` nor `regex` may be empty. */
export function validateStringMatch(match: Field): void {
  const prefix = match.at('prefix');
  if (prefix.isSet && prefix.text === '')
    prefix.error('is empty, which matches everything; remove the match');
  validateRegexMatch(match);
}

/** Validates the `regex` of a match alone: every path starts with the empty prefix, so that one may be said. */
export function validateRegexMatch(match: Field): void {
  const regex = match.at('regex');
  if (!regex.isSet) return;
  if (regex.text === '') regex.error('is empty, expected a regular expression');
  else validateRegularExpression(regex);
}

/** Validates a regular expression in the syntax of RE2. */
export function validateRegularExpression(field: Field): void {
  const expression = field.text;
  if (Buffer.byteLength(expression) > longestExpression) {
    field.error(`has ${expression.length} characters, a regular expression at most ${longestExpression}`);
    return;
  }
  const mistake = regularExpressionMistake(expression);
  if (mistake !== undefined) field.error(`is no regular expression in the syntax of RE2: ${mistake}`);
}
