import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { manifestInput } from './manifest-input';
import { meshConfigManifests } from './mesh-config-file';
import { requestFile } from './request-file';
import { Mesh } from '../mesh/mesh';
import type { Answer } from '../simulate/answer';
import { answerInText } from '../simulate/answer-text';
import { UnreadableCall, type Call } from '../simulate/call';
import { uncovered, type Uncovered } from '../simulate/coverage';
import { Simulator } from '../simulate/simulator';
import { printableJson, printableLine } from '../vocabulary/printable';

const usage = `Usage: event-mesh route PATH... --from WHERE --request 'GET http://host/path' [--header 'name: value']...
       event-mesh route PATH... --requests FILE
       event-mesh route PATH... --coverage FILE

Says what the mesh does with a request, before a cluster exists: which route matches, where it goes, what is changed
on the way, and why. A PATH is a file, a folder or - for standard input, as for 'event-mesh check'.

      --from WHERE       gateway:NAMESPACE/NAME:PORT, gateway:*:PORT (every Gateway on that port), or
                         workload:NAMESPACE/NAME
      --request TEXT     the method and the URL; its authority is the Host header to the letter
      --header TEXT      a header of the request, 'name: value'; may be given more than once
      --source-ip IP     the address that calls, by which policies may judge
      --requests FILE    a JSON or YAML list of {from, request, headers, sourceIp}; the answers come in the same order
      --coverage FILE    says which routes, subsets and policies such a list never reaches, instead of the answers
      --format FORMAT    text or json (default: text)
  -n, --namespace NAME   where objects live that name no namespace (default: default)
      --mesh-config FILE the settings of the mesh, where no ConfigMap 'istio' and no IstioOperator gives them
  -h, --help             print this

Exit code: 0 when there is an answer, whatever it says; 2 for input that cannot be read.
`;

/** `event-mesh route`: what the mesh does with a request. */
export const route: Command = {
  name: 'route',
  summary: 'say what the mesh does with a request',
  usage,

  run(args) {
    const { values, positionals, repeated } = readCommandLine(args, {
      from: { value: true },
      request: { value: true },
      header: { value: true },
      'source-ip': { value: true },
      requests: { value: true },
      coverage: { value: true },
      format: { value: true },
      namespace: { value: true, short: 'n' },
      'mesh-config': { value: true },
    });
    if (positionals.length === 0) throw new CommandError('no PATH; name files, folders or -', 2);
    const format = values.get('format') ?? 'text';
    if (format !== 'text' && format !== 'json') {
      throw new CommandError(`option '--format' is '${format}', expected text or json`, 2);
    }
    const covering = values.get('coverage');
    const file = covering ?? values.get('requests');
    const calls = file === undefined ? [callOf(values, repeated.get('header') ?? [])] : requestFile(file);
    const configFile = values.get('mesh-config');
    const settings = configFile === undefined ? [] : meshConfigManifests(configFile);
    const { manifests } = manifestInput(positionals, values.get('namespace') ?? 'default');
    const mesh = new Mesh([...settings, ...manifests]);
    const simulator = new Simulator(mesh);
    const answers = calls.map((call) => answerTo(simulator, call));
    if (covering !== undefined) {
      const missed = uncovered(mesh, answers);
      process.stdout.write(format === 'json' ? printableJson(missed) : missedInText(missed));
      return Promise.resolve(0);
    }
    process.stdout.write(format === 'json' ? inJson(answers, file !== undefined) : inText(calls, answers));
    return Promise.resolve(0);
  },
};

const SINGULAR: Readonly<Record<string, string>> = { routes: 'route', subsets: 'subset', policies: 'policy' };

function missedInText(missed: Uncovered): string {
  const lines = Object.entries(missed).flatMap(([kind, names]: readonly [string, readonly string[]]) =>
    names.map((name) => `${printableLine(`never reached: ${SINGULAR[kind] ?? kind} ${name}`)}\n`),
  );
  return lines.length === 0 ? 'every route, subset and policy is reached\n' : lines.join('');
}

function inJson(answers: readonly Answer[], many: boolean): string {
  return printableJson(many ? answers : answers[0]);
}

function inText(calls: readonly Call[], answers: readonly Answer[]): string {
  return answers.map((answer, index) => answerInText(calls[index] as Call, answer)).join('\n');
}

function answerTo(simulator: Simulator, call: Call & { readonly place?: string }): Answer {
  try {
    return simulator.answer(call);
  } catch (error) {
    if (error instanceof UnreadableCall) {
      const place = call.place === undefined ? '' : `${call.place}: `;
      throw new CommandError(`${place}${error.message}`, 2);
    }
    throw error;
  }
}

function callOf(values: ReadonlyMap<string, string>, headers: readonly string[]): Call {
  const from = values.get('from');
  const request = values.get('request');
  if (from === undefined || request === undefined) {
    throw new CommandError('give --from and --request, or --requests with a file', 2);
  }
  const sourceIp = values.get('source-ip');
  return {
    from,
    request,
    headers: Object.fromEntries(headers.map(headerOf)),
    ...(sourceIp === undefined ? {} : { sourceIp }),
  };
}

function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':', 1);
  if (colon < 0) throw new CommandError(`header '${text}' has no value; expected 'name: value'`, 2);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
