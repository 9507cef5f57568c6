import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { junitReport, type TestResult } from './junit-report';
import { manifestInput } from './manifest-input';
import { requestFile } from './request-file';
import { writeOutput } from './write-output';
import { Mesh } from '../mesh/mesh';
import { answerInText } from '../simulate/answer-text';
import { UnreadableCall } from '../simulate/call';
import { mismatches } from '../simulate/expectation';
import { Simulator } from '../simulate/simulator';
import { printableLine } from '../vocabulary/printable';

const usage = `Usage: event-mesh test SUITE.yaml PATH... [--junit FILE]

Asks the mesh of some manifests for every request of a suite, and compares the answers with what is expected. A suite
is a list:

  - name: health checks reach the backend
    from: gateway:*:80
    request: GET http://shop.example.com/health
    headers: {x-user: bob}
    expect: {outcome: route, timeout: 15s, destinations: [{subset: v1, weight: 90}, {subset: v2}]}

'expect' holds the part of the answer that matters, as 'event-mesh route --format json' prints it.

      --junit FILE       write the results as JUnit's XML too
  -n, --namespace NAME   where objects live that name no namespace (default: default)
  -h, --help             print this

Exit code: 0 when every answer is as expected, 1 when one is not, 2 for input that cannot be read, or results
that cannot be written.
`;

/** `event-mesh test`: a suite of requests with expectations. */
export const test: Command = {
  name: 'test',
  summary: 'compare what the mesh does with what a suite of requests expects',
  usage,

  run(args) {
    const { values, positionals } = readCommandLine(args, {
      junit: { value: true },
      namespace: { value: true, short: 'n' },
    });
    const [suite, ...paths] = positionals;
    if (suite === undefined || paths.length === 0) {
      throw new CommandError('name a suite and the manifests: SUITE.yaml PATH...', 2);
    }
    const calls = requestFile(suite);
    const { manifests } = manifestInput(paths, values.get('namespace') ?? 'default');
    const simulator = new Simulator(new Mesh(manifests));
    const results = calls.map((call): TestResult => {
      try {
        const answer = simulator.answer(call);
        const failures = call.expect === undefined ? [NOTHING_EXPECTED] : mismatches(call.expect, answer);
        return {
          name: call.name,
          failures,
          details: failures.length === 0 ? '' : answerInText(call, answer),
        };
      } catch (error) {
        if (!(error instanceof UnreadableCall)) throw error;
        return { name: call.name, failures: [error.message], details: '' };
      }
    });
    const junit = values.get('junit');
    if (junit !== undefined) writeOutput('junit', junit, junitReport(suite, results));
    process.stdout.write(results.map(inWords).join('') + summary(results));
    return Promise.resolve(results.some(hasFailed) ? 1 : 0);
  },
};

const NOTHING_EXPECTED = "nothing is expected; say under 'expect' which part of the answer matters";

function inWords({ name, failures, details }: TestResult): string {
  const shown = printableLine(name);
  if (failures.length === 0) return `ok      ${shown}\n`;
  return `FAILED  ${shown}\n${failures.map((line) => `  ${printableLine(line)}\n`).join('')}${details}`;
}

function summary(results: readonly TestResult[]): string {
  const failed = results.filter(hasFailed).length;
  return `${results.length} requests, ${failed === 0 ? 'all as expected' : `${failed} not as expected`}\n`;
}

function hasFailed({ failures }: TestResult): boolean {
  return failures.length > 0;
}
