import { readFileSync } from 'node:fs';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { manifestInput } from './manifest-input';
import { meshConfigManifests } from './mesh-config-file';

import { Mesh } from '../mesh/mesh';
import type { Answer } from '../simulate/answer';
import { answerInText } from '../simulate/answer-text';
import { UnreadableCall, type Call } from '../simulate/call';
import { Simulator } from '../simulate/simulator';
import { isJsonObject } from '../vocabulary/json';
import { textFieldsOf, textOf } from '../vocabulary/json-fields';

const usage = `Usage: event-mesh route PATH... --from WHERE --request 'GET http://host/path' [--header 'name: value']...
       event-mesh route PATH... --requests FILE.json

Says what the mesh does with a request, before a cluster exists: which route matches, where it goes, what is changed
on the way, and why. A PATH is a file, a folder or - for standard input, as for 'event-mesh check'.

      --from WHERE       gateway:NAMESPACE/NAME:PORT, gateway:*:PORT (every Gateway on that port), or
                         workload:NAMESPACE/NAME
      --request TEXT     the method and the URL; its authority is the Host header to the letter
      --header TEXT      a header of the request, 'name: value'; may be given more than once
      --requests FILE    a JSON list of {from, request, headers}; the answers come as a list in the same order
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
      requests: { value: true },
      format: { value: true },
      namespace: { value: true, short: 'n' },
      'mesh-config': { value: true },
    });
    if (positionals.length === 0) throw new CommandError('no PATH; name files, folders or -', 2);
    const format = values.get('format') ?? 'text';
    if (format !== 'text' && format !== 'json') {
      throw new CommandError(`option '--format' is '${format}', expected text or json`, 2);
    }
    const file = values.get('requests');
    const calls = file === undefined ? [callOf(values, repeated.get('header') ?? [])] : callsOf(file);
    const configFile = values.get('mesh-config');
    const settings = configFile === undefined ? [] : meshConfigManifests(configFile);
    const { manifests } = manifestInput(positionals, values.get('namespace') ?? 'default');
    const simulator = new Simulator(new Mesh([...settings, ...manifests]));
    const answers = calls.map((call) => answerTo(simulator, call));
    process.stdout.write(format === 'json' ? inJson(answers, file !== undefined) : inText(calls, answers));
    return Promise.resolve(0);
  },
};

function inJson(answers: readonly Answer[], many: boolean): string {
  return `${JSON.stringify(many ? answers : answers[0], null, 2)}\n`;
}

function inText(calls: readonly Call[], answers: readonly Answer[]): string {
  return answers.map((answer, index) => answerInText(calls[index] as Call, answer)).join('\n');
}

function answerTo(simulator: Simulator, call: Call): Answer {
  try {
    return simulator.answer(call);
  } catch (error) {
    if (error instanceof UnreadableCall) throw new CommandError(error.message, 2);
    throw error;
  }
}

function callOf(values: ReadonlyMap<string, string>, headers: readonly string[]): Call {
  const from = values.get('from');
  const request = values.get('request');
  if (from === undefined || request === undefined) {
    throw new CommandError('give --from and --request, or --requests with a file', 2);
  }
  return { from, request, headers: Object.fromEntries(headers.map(headerOf)) };
}

function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':', 1);
  if (colon < 0) throw new CommandError(`header '${text}' has no value; expected 'name: value'`, 2);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function callsOf(file: string): readonly Call[] {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      2,
    );
  }
  if (!Array.isArray(found)) throw new CommandError(`${file}: found no list, expected one of requests`, 2);
  return found.map((item: unknown, index) => {
    const from = isJsonObject(item) ? textOf(item['from']) : undefined;
    const request = isJsonObject(item) ? textOf(item['request']) : undefined;
    if (!isJsonObject(item) || from === undefined || request === undefined) {
      throw new CommandError(`${file}: [${index}] lacks 'from' or 'request'`, 2);
    }
    return { from, request, headers: textFieldsOf(item['headers']) };
  });
}
