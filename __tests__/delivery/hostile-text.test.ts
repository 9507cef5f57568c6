import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GitHubDeliveryProps } from '../../lib/delivery/github-delivery';
import { gitHubWorkflows } from '../../lib/delivery/github-workflows';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { WHOLE } from './deliveries';
import { readWorkflow, type ReadWorkflow } from './workflow-faults';

const hostile = fc.constantFrom(
  '${{ secrets.KUBECONFIG }}',
  '$(id)',
  '`id`',
  "'; rm -rf / #",
  'prod\n  evil: true',
  '--post-renderer=./x',
  '-rf',
  '../../etc/passwd',
  'a: b',
  '*anchor',
  '!!js/function x',
  'a b',
  'https://user:word@events.example.com',
  'https://events.example.com/$(id)',
  'oci://ghcr.io/x?y',
  '::error::x',
  '',
);
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[a-z0-9./:-]{1,20}$/),
  fc.stringMatching(/^[a-z]{1,9}$/),
);

const [environment] = WHOLE.environments;
const [image] = WHOLE.images ?? [];
const [release, secondRelease] = WHOLE.infrastructure ?? [];

/** One of each, since every part is written in the same way. */
const SMALL: GitHubDeliveryProps = {
  ...WHOLE,
  environments: [must(environment)],
  images: [must(image)],
  infrastructure: [must(release)],
};

/** Every place of a delivery that takes a text. */
const places: Readonly<Record<string, (given: string) => GitHubDeliveryProps>> = {
  'environments[0].name': (name) => ({ ...SMALL, environments: [{ ...must(environment), name }] }),
  'environments[0].namespace': (namespace) => ({
    ...SMALL,
    environments: [{ ...must(environment), namespace }],
  }),
  'environments[0].url': (url) => ({ ...SMALL, environments: [{ ...must(environment), url }] }),
  release: (given) => ({ ...SMALL, release: given }),
  chart: (chart) => ({ ...SMALL, chart }),
  values: (values) => ({ ...SMALL, values }),
  registry: (registry) => ({ ...SMALL, registry }),
  branch: (branch) => ({ ...SMALL, branch }),
  'images[0].component': (component) => ({ ...SMALL, images: [{ ...must(image), component }] }),
  'images[0].name': (name) => ({ ...SMALL, images: [{ ...must(image), name }] }),
  'images[0].context': (context) => ({ ...SMALL, images: [{ ...must(image), context }] }),
  'images[0].dockerfile': (dockerfile) => ({ ...SMALL, images: [{ ...must(image), dockerfile }] }),
  'infrastructure[0].name': (name) => ({ ...SMALL, infrastructure: [{ ...must(release), name }] }),
  'infrastructure[0].namespace': (namespace) => ({
    ...SMALL,
    infrastructure: [{ ...must(release), namespace }],
  }),
  'infrastructure[0].chart': (chart) => ({ ...SMALL, infrastructure: [{ ...must(release), chart }] }),
  'infrastructure[0].repository': (repository) => ({
    ...SMALL,
    infrastructure: [{ ...must(release), repository }],
  }),
  'infrastructure[0].version': (version) => ({ ...SMALL, infrastructure: [{ ...must(release), version }] }),
  'infrastructure[0].values': (values) => ({ ...SMALL, infrastructure: [{ ...must(release), values }] }),
  'smokePaths[0]': (smokePath) => ({ ...SMALL, smokePaths: [smokePath] }),
  'gateway.namespace': (namespace) => ({ ...SMALL, gateway: { namespace, name: 'gateway' } }),
  'gateway.name': (name) => ({ ...SMALL, gateway: { namespace: 'istio-system', name } }),
  'prometheus.namespace': (namespace) => ({
    ...SMALL,
    prometheus: { namespace, name: 'prometheus', port: 9090 },
  }),
  'prometheus.name': (name) => ({ ...SMALL, prometheus: { namespace: 'monitoring', name, port: 9090 } }),
};

/** Reading takes most of the time, and most files do not have the text. */
const UNCHANGED = new Map(gitHubWorkflows(SMALL).map((file) => [file.text, readWorkflow(file.text)]));

const INERT = /^[\w./:~+-]*$/;

describe.each(Object.entries(places))('%s', (place, delivery) => {
  test('is refused by name, or stands in the workflows as it was given and nowhere in a script', () => {
    fc.assert(
      fc.property(text, (given) => {
        const files = filesOrRefusal(delivery(given), place);
        if (files === undefined) return;
        const workflows = files.map((file) => UNCHANGED.get(file) ?? readWorkflow(file));
        expect(given).toMatch(INERT);
        expect(scriptsIn(workflows).filter((script) => !KNOWN_SCRIPTS.includes(script))).toEqual([]);
        expect(workflows.flatMap(textsIn).some((one) => one.includes(given))).toBe(true);
      }),
    );
  });
});

test.each([
  [
    'a port',
    { ...WHOLE, prometheus: { namespace: 'monitoring', name: 'prometheus', port: 65536 } },
    "'prometheus.port' is 65536",
  ],
  [
    'two images of one component',
    { ...WHOLE, images: [must(image), must(image)] },
    "'images' names the component 'backend' twice",
  ],
  [
    'two environments of one name',
    { ...WHOLE, environments: [must(environment), must(environment)] },
    "'environments' names 'dev' twice",
  ],
  ['no environment', { ...WHOLE, environments: [] }, "'environments' is empty"],
])('%s is refused', (_name, props, message) => {
  expect(() => gitHubWorkflows(props)).toThrow(message);
});

/** Scripts are constant: in all deliveries the same, but for the flags of Helm and of what infrastructure has. */
const KNOWN_SCRIPTS = [
  ...new Set(
    [
      WHOLE,
      ...['https://charts.example.com', 'oci://ghcr.io/charts'].flatMap((repository) => [
        { ...WHOLE, infrastructure: [{ ...must(release), repository }] },
        { ...WHOLE, infrastructure: [{ ...must(secondRelease), repository }] },
      ]),
    ].flatMap((props) => scriptsIn(gitHubWorkflows(props).map((file) => readWorkflow(file.text)))),
  ),
];

function filesOrRefusal(props: GitHubDeliveryProps, place: string): readonly string[] | undefined {
  try {
    return gitHubWorkflows(props).map((file) => file.text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'delivery' });
    expect((error as ConfigError).message).toContain(`'${place}' is `);
    return undefined;
  }
}

function scriptsIn(workflows: readonly ReadWorkflow[]): string[] {
  const steps = workflows.flatMap(({ jobs }) => Object.values(jobs)).flatMap((job) => job.steps);
  return [...new Set(steps.flatMap(({ run }) => (run ? [run] : [])))];
}

/** Every text and every key of a document. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(textsIn)];
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the delivery of the tests has lost a part');
  return value;
}
