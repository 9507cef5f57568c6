import { printable, printableLine } from '../vocabulary/printable';

/** How one request of a suite came out. */
export interface TestResult {
  readonly name: string;
  /** What is not as expected; empty when all is. */
  readonly failures: readonly string[];
  /** What the mesh did, step by step. */
  readonly details: string;
}

/** The results as JUnit's XML, which CI systems show. */
export function junitReport(suite: string, results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const cases = results.map(({ name, failures, details }) => {
    const opening = `  <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
    if (failures.length === 0) return `${opening}/>\n`;
    const message = attribute(failures.join('; '));
    return `${opening}>\n    <failure message="${message}">${escaped(details)}</failure>\n  </testcase>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuite name="${attribute(suite)}" tests="${results.length}" failures="${failed}">\n` +
    `${cases.join('')}</testsuite>\n`
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no place for most control characters, and makes a blank of a line break in an attribute. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

function attribute(text: string): string {
  return escaped(printableLine(text));
}
