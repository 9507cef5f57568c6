import { re2 } from './re2';
import type { Json } from '../vocabulary/json';
import { objectOf, textOf } from '../vocabulary/json-fields';

/** A condition on a text that may be absent. */
export interface StringCondition {
  /** In words: `is "a"`, `begins with "a"`, `matches /a/`, `is present`. */
  readonly words: string;
  /** Whether it only asks for presence. */
  readonly presence: boolean;
  /** Whether a present text fulfils it. */
  holds(text: string): boolean;
}

/**
 * A StringMatch of Istio: exact, prefix, or a regular expression of RE2 that matches the whole text. Nothing said, or
 * the expression `*`, asks for presence.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export function stringCondition(match: Json | undefined): StringCondition {
  const fields = objectOf(match);
  const exact = textOf(fields['exact']);
  if (exact !== undefined) return exactly(exact);
  const prefix = textOf(fields['prefix']);
  if (prefix !== undefined) return beginning(prefix);
  const regex = textOf(fields['regex']);
  return regex === undefined || regex === '*' ? present : matching(regex);
}

/** Any text, as long as there is one. */
export const present: StringCondition = { words: 'is present', presence: true, holds: () => true };

export function exactly(text: string): StringCondition {
  return { words: `is "${text}"`, presence: false, holds: (value) => value === text };
}

export function beginning(prefix: string): StringCondition {
  return {
    words: `begins with "${prefix}"`,
    presence: false,
    holds: (value) => value.startsWith(prefix),
  };
}

/** An expression that RE2 refuses never matches: Istio's validation keeps it out of the cluster. */
export function matching(regex: string): StringCondition {
  const compiled = re2(regex);
  return {
    words: `matches /${regex}/`,
    presence: false,
    holds: (value) => compiled?.matches(value) ?? false,
  };
}
