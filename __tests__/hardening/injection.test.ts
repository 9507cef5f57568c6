import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { check } from '../../lib/cli/check';
import { cost } from '../../lib/cli/cost';
import { diff } from '../../lib/cli/diff';
import { markdownCell, markdownCode } from '../../lib/cli/markdown-code';
import { route } from '../../lib/cli/route';
import { test as suiteCommand } from '../../lib/cli/test';
import { printable, printableJson, printableLine } from '../../lib/vocabulary/printable';
import { runCommand } from '../cli/run-command';
import { TemporaryFolder } from '../fixtures/temporary-folder';

/** Texts that would be something else than text in a terminal, a log, a comment or a report. */
const HOSTILE = [
  ...[
    '\u001b[2J\u001b[31m',
    '\u009b31m',
    'a\rb',
    '\u0007',
    '\u0000',
    '\u202egnp.exe',
    '\u2066x',
    '\ufeff',
    '\ud800',
  ],
  ...[
    'x\nFORGED',
    'x\r\nFORGED',
    '\u2028FORGED',
    '::error::FORGED',
    'x\n::add-mask::FORGED',
    '##[add-mask]x',
  ],
  ...[
    '@team',
    '<img src=x>',
    '[a](http://evil)',
    '|',
    '`',
    '``|`',
    '\\|',
    '\n\n# FORGED',
    ']]>',
    '"/><x y="',
    '&amp;',
    '-->',
  ],
];
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
const LOG_COMMAND = /^\s*::|##\[/m;

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

/** Manifests in which a text stands wherever people give names; faulty, so that every command has much to say. */
function manifests(text: string, weight: number): readonly object[] {
  const metadata = { name: text, namespace: text, labels: { app: text }, annotations: { [text]: text } };
  const http = [
    {
      name: text,
      match: [{ headers: { [text]: { exact: text } } }],
      route: [{ destination: { host: text }, weight }],
    },
  ];
  return [
    { apiVersion: 'v1', kind: text, metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: text }, ports: [{ name: text, port: 80 }], type: 'LoadBalancer' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: weight,
        template: {
          metadata,
          spec: {
            containers: [
              { name: text, image: `${text}${weight}`, resources: { requests: { cpu: 1, memory: text } } },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata,
      spec: { storageClassName: text, resources: { requests: { storage: '1Gi' } } },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata,
      spec: {
        selector: { app: text },
        servers: [{ hosts: ['*', text], port: { number: 80, name: text, protocol: 'HTTP' } }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: { hosts: ['*', text], gateways: [text], http, [text]: text },
    },
  ];
}

const FORMS = [
  ['check', check, ['old.yaml', '--preset', 'strict'], 'text'],
  ['check', check, ['old.yaml', '--preset', 'strict', '--format', 'json'], 'json'],
  ['check', check, ['old.yaml', '--preset', 'strict', '--format', 'sarif'], 'json'],
  ['cost', cost, ['new.yaml', '--compare', 'old.yaml', '--prices', 'prices.yaml'], 'text'],
  ['cost', cost, ['new.yaml', '--compare', 'old.yaml', '--format', 'json'], 'json'],
  [
    'cost',
    cost,
    ['new.yaml', '--compare', 'old.yaml', '--prices', 'prices.yaml', '--format', 'markdown'],
    'markdown',
  ],
  ['diff', diff, ['old.yaml', 'new.yaml', '--prices', 'prices.yaml'], 'text'],
  ['diff', diff, ['old.yaml', 'new.yaml', '--format', 'json'], 'json'],
  ['diff', diff, ['old.yaml', 'new.yaml', '--prices', 'prices.yaml', '--format', 'markdown'], 'markdown'],
  ['route', route, ['new.yaml', '--requests', 'suite.yaml'], 'text'],
  ['route', route, ['new.yaml', '--coverage', 'suite.yaml'], 'text'],
  ['route', route, ['new.yaml', '--requests', 'suite.yaml', '--format', 'json'], 'json'],
  ['test', suiteCommand, ['suite.yaml', 'new.yaml', '--junit', 'junit.xml'], 'text'],
] as const;

/** Requests are tried on every route, which takes its time: a few texts stand in routes. */
const all = (weight: number): string =>
  HOSTILE.flatMap((text, index) => manifests(text, weight).slice(0, index % 6 === 0 ? undefined : 4))
    .map((object) => JSON.stringify(object))
    .join('\n---\n');
const prices = { cpu: 1, memory: 1, storage: 1, loadBalancer: 1 };
const [name, date, source, currency] = ['| @team\nFORGED', '\u001b[2J', '::error::x', '<b>'];
const suite = HOSTILE.map((text) => ({
  name: text,
  from: 'gateway:*:80',
  request: 'GET http://a/',
  headers: { [text]: text },
  expect: { outcome: text, [text]: text },
}));
folder.write('old.yaml', all(1));
folder.write('new.yaml', all(2));
folder.write('prices.yaml', JSON.stringify({ name, date, source, currency, prices }));
folder.write('suite.yaml', JSON.stringify(suite));

describe('hostile texts in every place', () => {
  test.each(FORMS)('forge nothing in what event-mesh %s prints: %#', async (_, command, args, form) => {
    const paths = args.map((arg) => (/\.(yaml|xml)$/.test(arg) ? folder.at(arg) : arg));
    const { exitCode, stdout, stderr } = await runCommand(command, paths);
    expect({ exitCode: exitCode < 2, stderr }).toEqual({ exitCode: true, stderr: '' });
    expect(stdout).toMatch(/FORGED|\\u001b/);
    expect(stdout).not.toMatch(UNPRINTABLE);
    if (form === 'json') {
      expect(stdout).toBe(printableJson(JSON.parse(stdout)));
      return;
    }
    expect(stdout).not.toMatch(/^\W*FORGED/m);
    expect(stdout).not.toMatch(LOG_COMMAND);
    if (form === 'markdown') expect(withoutCode(stdout)).not.toMatch(/@team|<|\]\(|^# |[^-:\s|] *\|\|/m);
  });

  test('forge nothing in a report for CI', () => {
    expect(folder.files['junit.xml']).toMatch(/FORGED/);
    expect(folder.files['junit.xml']).toMatch(JUNIT);
    expect(folder.files['junit.xml']).not.toMatch(UNPRINTABLE);
  });
});

/** What a renderer of Markdown takes for anything but code: a span ends at as many backticks as it began with. */
function withoutCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, 'code');
}

const VALUE = '"(?:[^<>"&]|&(?:amp|lt|gt|quot);)*"';
const TEXT = '(?:[^<>&]|&(?:amp|lt|gt|quot);)*';
/** The only report that there may be: well-formed XML of these elements. */
const JUNIT = new RegExp(
  `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<testsuite name=${VALUE} tests="\\d+" failures="\\d+">\\n` +
    `(?:  <testcase classname=${VALUE} name=${VALUE}(?:/>|>\\n    <failure message=${VALUE}>${TEXT}</failure>\\n  </testcase>)\\n)*</testsuite>\\n$`,
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...HOSTILE, '`', ' ', '|', '\\')).map((parts) => parts.join('')),
);

test('a cell of a table stays one cell of code', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const cell = markdownCell(text);
      expect(cell).not.toMatch(/\n|(?<!\\)\|/);
      expect(withoutCode(markdownCode(text))).toBe('code');
    }),
  );
});

test('a line stays a printable line, and JSON what it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(printableLine(text)).not.toMatch(/\n/);
      expect(printable(text)).not.toMatch(UNPRINTABLE);
      expect(printable(text)).not.toMatch(LOG_COMMAND);
      expect(JSON.parse(printableJson({ [text]: text }))).toEqual(
        JSON.parse(JSON.stringify({ [text]: text })),
      );
    }),
  );
});

test.each(['plain', 'a::b', 'é 漢字 😀', 'two\nlines\n', '\ttab', 'a: b'])(
  '%j is printed as it is',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);
