import { expect, test } from '@jest/globals';
import { refusalDifferences } from './refusal-differences';

/** As Helm 3.22 and 4.3 print it; the library names a wrong parent of a name that a schema forbids. */
const SCHEMA = `Error: values don't meet the specifications of the schema(s) in the following chart(s):
event-backend:
- at '': missing properties 'redis', 'istio'
- at '/backend': validation failed
  - at '/mail/enabled': invalid propertyName 'app'
    - at '': 'not' failed
  - at '/backend/env/0': got number, want object
  - at '/backend': additional properties 'it\\'s', 'a.b' not allowed
- at '/worker/podLabels/a~1b~0c.d\\'e': got number, want string
`;
const OURS = [
  'redis: is missing (or null), expected a value',
  'istio: is missing (or null), expected a value',
  'backend.podLabels.app: is set by the chart itself; remove the key',
  'backend.env[0]: found 1, expected object',
  "backend.it's: unknown key; valid keys are enabled",
  'backend.a.b: unknown key; valid keys are enabled',
  "worker.podLabels.a/b~c.d'e: found 5, expected string",
];

test('of the schema name the same paths', () => {
  expect(refusalDifferences(OURS, SCHEMA)).toEqual([]);
});

test.each([
  [OURS.slice(1), 'only Helm refuses redis'],
  [OURS.toSpliced(2, 1), 'only Helm refuses *.app'],
  [OURS.toSpliced(3, 1), 'only Helm refuses backend.env.0'],
  [[...OURS, 'mail: found 1, expected object'], 'Helm does not refuse mail: found 1, expected object'],
])('differ by a path', (ours, difference) => {
  expect(refusalDifferences(ours, SCHEMA)).toEqual([difference]);
});

test('of constraints say the same', () => {
  const helm = 'Error: execution error at (event-backend/templates/validate.yaml:1:4): hosts is empty\n';
  expect(refusalDifferences(['b is wrong', 'hosts is empty'], helm)).toEqual([]);
  expect(refusalDifferences(['b is wrong'], helm)).toEqual([`Helm fails with another message: ${helm}`]);
});
