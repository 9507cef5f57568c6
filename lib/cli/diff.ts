import { chosenWord } from './chosen-word';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { pricesOf } from './cost-prices';
import { diffInput } from './diff-input';
import { diffMarkdown } from './diff-markdown';
import { diffText } from './diff-text';
import { compareManifests, type Difference } from '../diff/difference';
import type { RequestComparison } from '../diff/equivalence';
import { equivalence } from '../simulate/equivalence';
import { printableJson } from '../vocabulary/printable';
import { isSecretName, NOT_SHOWN } from '../vocabulary/secret-name';

const usage = `Usage: event-mesh diff OLD NEW [options]

How manifests differ: by object, field by field, grouped by what a change means for what runs. Items of lists are told
apart by their names, and orders and defaults that make no difference are left out.

OLD and NEW are each a file, a folder (all *.yaml, *.yml and *.json below it), - for standard input, or REVISION:PATH
of git, such as main:deploy. Where one object stands in several folders below, these folders are environments, and
every change names those that it reaches.

      --ignore-packaging  leave out what differs between a chart and plain manifests of the same: labels and
                          annotations of Helm, and Namespaces, Secrets and hooks that stand on one side only
      --prices PRICES     the prices for the cost: a file, or aws, google, azure (default: aws)
  -n, --namespace NAME    where objects live that name no namespace (default: default)
      --format FORMAT     text, json or markdown (default: text)
      --exit-code         exit 1 if there are differences
  -h, --help              print this

Requests that both sides treat differently are looked for, and told; where none is found, how many were tried. That is a
search with limits, not a proof.

Values of Secrets are never shown, nor those of fields, headers and variables that bear the name of a secret, such as
DB_PASSWORD.

Exit code: 0; 1 with --exit-code if there are differences; 2 for input that cannot be read, or a wrong option.
`;

/** Differences among requests, with the headers behind the URL. */
const requests: RequestComparison = (old, changed) => {
  const { differences, explored } = equivalence(old, changed);
  return {
    differences: differences.map(({ call: { from, request, headers = {} }, words }) => ({
      from,
      request: [
        request,
        ...Object.entries(headers).map(
          ([name, value]) => `(${name}: ${isSecretName(name) ? NOT_SHOWN : value})`,
        ),
      ].join(' '),
      ...words,
    })),
    explored,
  };
};

const formats = {
  text: (difference: Difference): string => diffText(difference, process.stdout.isTTY),
  json: (difference: Difference): string => printableJson(difference),
  markdown: diffMarkdown,
};

/** `event-mesh diff`: how two sets of manifests differ. */
export const diff: Command = {
  name: 'diff',
  summary: 'say how manifests differ, and what that means for what runs',
  usage,

  run(args) {
    const { values, flags, positionals } = readCommandLine(args, {
      'ignore-packaging': { value: false },
      prices: { value: true },
      namespace: { value: true, short: 'n' },
      format: { value: true },
      'exit-code': { value: false },
    });
    const [old, changed, ...others] = positionals;
    if (old === undefined || changed === undefined || others.length > 0) {
      throw new CommandError(`found ${positionals.length} paths, expected two: OLD and NEW`, 2);
    }
    if (old === '-' && changed === '-') throw new CommandError('only one of OLD and NEW may be -', 2);
    const format = formats[chosenWord('format', values, ['text', 'json', 'markdown'])];
    const prices = pricesOf(values.get('prices') ?? 'aws');
    const input = diffInput(old, changed, values.get('namespace') ?? 'default');
    const difference = compareManifests(input.old, input.changed, {
      ignorePackaging: flags.has('ignore-packaging'),
      prices,
      requests,
    });
    process.stdout.write(format(difference));
    return Promise.resolve(flags.has('exit-code') && difference.changes.length > 0 ? 1 : 0);
  },
};
