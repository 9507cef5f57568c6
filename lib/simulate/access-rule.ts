import { conditionTest, fieldTests, serviceAccountTest, type ValueTest } from './access-attributes';
import type { AccessRequest } from './access-request';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** Whether a request fulfils something. */
type Test = (request: AccessRequest) => boolean;

/**
 * One rule of an AuthorizationPolicy: some `from`, some `to` and every `when`; a list that is absent asks nothing.
 * Undefined for a rule that Istio leaves out, since it names an attribute that there is not.
 */
export function accessRule(rule: JsonObject, policyNamespace: string): Test | undefined {
  const when: Test[] = [];
  for (const condition of objectsOf(rule['when'])) {
    const test = conditionTest(textOf(condition['key']) ?? '');
    if (test === undefined) return undefined;
    when.push(valuesTest(test, textsOf(condition['values']), textsOf(condition['notValues'])));
  }
  const from = objectsOf(rule['from']).map((entry) => fieldsTest(objectOf(entry['source']), policyNamespace));
  const to = objectsOf(rule['to']).map((entry) => fieldsTest(objectOf(entry['operation']), policyNamespace));
  return (request) =>
    (from.length === 0 || from.some((test) => test(request))) &&
    (to.length === 0 || to.some((test) => test(request))) &&
    when.every((test) => test(request));
}

/** All that a source or an operation asks. */
function fieldsTest(fields: JsonObject, policyNamespace: string): Test {
  const tests: Test[] = [];
  for (const [name, plain] of Object.entries(fieldTests)) {
    const values = textsOf(fields[name]);
    const notValues = textsOf(fields[`not${name.charAt(0).toUpperCase()}${name.slice(1)}`]);
    if (values.length === 0 && notValues.length === 0) continue;
    const test = name === 'serviceAccounts' ? serviceAccountTest(policyNamespace) : plain;
    tests.push(valuesTest(test, values, notValues));
  }
  return (request) => tests.every((test) => test(request));
}

function valuesTest(test: ValueTest, values: readonly string[], notValues: readonly string[]): Test {
  return (request) =>
    (values.length === 0 ||
      values.some((value) => test(value, request) ?? request.unknownAddresses === 'hold')) &&
    !notValues.some((value) => test(value, request) ?? request.unknownAddresses === 'fail');
}
