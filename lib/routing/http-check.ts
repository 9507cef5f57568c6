import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { regularExpressionMistake } from '../vocabulary/regular-expression';
import { checkLiteral } from './literal-check';

const LONGEST_PATTERN = 1024;

/** Refuses what RE2 cannot compile, and what istiod finds too long. */
export function checkRegex(property: string, pattern: Deferred<string>, scope?: IConstruct): void {
  checkLiteral(pattern, (text) => text !== '' && text.length <= LONGEST_PATTERN, {
    code: 'regex',
    property,
    expected: `1 to ${LONGEST_PATTERN} characters`,
    remedy: 'shorten the expression, or match in several rules',
    scope,
  });
  const mistake = isDeferral(pattern) ? undefined : regularExpressionMistake(pattern);
  if (mistake === undefined) return;
  throw new ConfigError(
    'regex',
    scope,
    `'${property}' is '${pattern as string}', expected a regular expression of RE2, which has neither lookaround nor backreferences: ${mistake}; see https://github.com/google/re2/wiki/Syntax`,
  );
}

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;

/** Refuses what no header can be called, and pseudo-headers such as `:path`. */
export function checkHeaderName(property: string, name: Deferred<string>, scope?: IConstruct): void {
  checkLiteral(name, (text) => HEADER_NAME.test(text), {
    code: 'header-name',
    property,
    expected: 'the name of a header: letters, digits and hyphens',
    remedy: "write it like 'x-canary'",
    scope,
  });
}

/** Refuses values that Envoy cannot read: control characters, and a `%` that begins no variable. */
export function checkHeaderValue(property: string, value: Deferred<string>, scope?: IConstruct): void {
  checkLiteral(value, (text) => !/[\0-\x08\x0a-\x1f\x7f]/.test(text) && percentsMatch(text), {
    code: 'header-value',
    property,
    expected: 'a text without control characters, in which % begins a variable',
    remedy: 'write %% for a percent sign, and variables like %HOSTNAME%',
    scope,
  });
}

/** Each `%` is doubled, or one of the two around a variable such as `%REQ(x-id)%`. */
function percentsMatch(text: string): boolean {
  return !text.replace(/%%|%[A-Z_]+(\([^%)]*\)(:\d+)?)?%/g, '').includes('%');
}
