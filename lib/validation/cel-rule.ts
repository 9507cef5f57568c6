import type { ParseResult } from '@marcbachmann/cel-js';
import type { Json } from '../vocabulary/json';
import type { CelRule, StructuralSchema } from '../schema/structural-schema';
import { celEnvironment } from './cel-environment';
import { celValue } from './cel-value';
import { goDuration, millisecond } from './go-duration';

/** A rule is compiled when its first object comes, and then kept: most objects need few of a kind's rules. */
const compiled = new Map<string, ParseResult>();

/** A rule ready to be evaluated; each is compiled once. */
export function compileRule(expression: string): ParseResult {
  let program = compiled.get(expression);
  if (program === undefined) {
    const ours = expression.replaceAll('.matches(', '.matchesRe2(').replace(/\bhas\(/g, 'hasField(');
    program = celEnvironment().parse(ours);
    compiled.set(expression, program);
  }
  return program;
}

/** A rule that a value breaks. */
export interface BrokenRule {
  readonly message: string;
  /** Where below the value, `.endpoints`; empty for the value itself. */
  readonly fieldPath: string;
  /** The rule could not even read the value, as a duration or an integer. */
  readonly unreadable: boolean;
}

/**
 * The CEL rules of a schema node that a value breaks, as on its creation: rules about a change are passed over,
 * for there is no old value.
 */
export function brokenRules(value: Json, schema: StructuralSchema): readonly BrokenRule[] {
  const rules = rulesOnCreation(schema);
  if (rules.length === 0) return [];
  const isText = typeof value === 'string';
  if (isText && rules.every(({ rule }) => rule === SOME_DURATION) && isSomeDuration(value)) return [];
  const self = celValue(value, schema);
  // Outside of the try: a library that cannot be loaded breaks no rule.
  celEnvironment();
  return rules.flatMap((rule) => {
    let unreadable = false;
    try {
      if (compileRule(rule.rule)({ self }) === true) return [];
    } catch {
      unreadable = /\b(duration|int)\(/.test(rule.rule);
    }
    return [{ message: messageOf(rule, self), fieldPath: rule.fieldPath ?? '', unreadable }];
  });
}

/** The rule of all durations of Istio but few. */
const SOME_DURATION = "duration(self) >= duration('1ms')";

function isSomeDuration(text: string): boolean {
  return (goDuration(text) ?? 0) >= millisecond;
}

const onCreation = new WeakMap<readonly CelRule[], readonly CelRule[]>();
const NO_RULES: readonly CelRule[] = [];

function rulesOnCreation(schema: StructuralSchema): readonly CelRule[] {
  const all = schema['x-kubernetes-validations'];
  if (all === undefined) return NO_RULES;
  let rules = onCreation.get(all);
  if (rules === undefined) {
    rules = all.filter(({ rule }) => !/\boldSelf\b/.test(rule));
    onCreation.set(all, rules);
  }
  return rules;
}

function messageOf(rule: CelRule, self: unknown): string {
  if (rule.messageExpression !== undefined) {
    try {
      const text: unknown = compileRule(rule.messageExpression)({ self });
      if (typeof text === 'string' && text.trim() !== '') return text;
    } catch {
      // As in the API server: the plain message stands in.
    }
  }
  return rule.message ?? `breaks the rule ${rule.rule.replace(/\s+/g, ' ')}`;
}
