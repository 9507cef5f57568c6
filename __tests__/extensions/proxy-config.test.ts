import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ProxyConfig, type ProxyConfigProps } from '../../lib/extensions/proxy-config';
import { labels, names, optional } from '../fixtures/arbitrary-policies';
import { fieldCoverage } from '../fixtures/field-coverage';
import { manifest, shop } from '../routing/shop';

const make = (props: ProxyConfigProps) => manifest(new ProxyConfig(shop(), 'Proxy', props).resource);
const everyField: ProxyConfigProps = {
  name: 'orders',
  selectorLabels: { app: 'orders' },
  concurrency: 2,
  environmentVariables: { ISTIO_META_DNS_CAPTURE: 'true' },
  imageType: 'distroless',
};

test('sets what proxies start with', () => {
  expect(make(everyField)).toMatchInlineSnapshot(`
   {
     "apiVersion": "networking.istio.io/v1beta1",
     "kind": "ProxyConfig",
     "metadata": {
       "name": "orders",
       "namespace": "shop",
     },
     "spec": {
       "concurrency": 2,
       "environmentVariables": {
         "ISTIO_META_DNS_CAPTURE": "true",
       },
       "image": {
         "imageType": "distroless",
       },
       "selector": {
         "matchLabels": {
           "app": "orders",
         },
       },
     },
   }
  `);
});

test('sets every field', () => {
  const coverage = fieldCoverage('networking.istio.io/v1beta1', 'ProxyConfig', [make(everyField)] as never[]);
  expect(coverage).toMatchObject({ missing: [], summary: 'ProxyConfig: 4 of 4 fields' });
  process.stdout.write(`${coverage.summary}\n`);
});

test.each<[string, ProxyConfigProps, string]>([
  [
    'nothing',
    {},
    "nothing is set; give 'concurrency', 'environmentVariables' or 'imageType' (at test/Proxy)",
  ],
  ['half a thread', { concurrency: 0.5 }, "'concurrency' is 0.5, expected a whole number from 0"],
  ['less than none', { concurrency: -1 }, "'concurrency' is -1, expected a whole number from 0"],
  [
    'a nameless variable',
    { environmentVariables: { '': 'a' } },
    "'environmentVariables' holds '', expected a name and a value",
  ],
  [
    'a long value',
    { environmentVariables: { A: 'a'.repeat(2049) } },
    'expected a name and a value of at most 2048',
  ],
  ['no image', { imageType: '' }, "'imageType' is empty; name it, such as 'distroless', or leave it out"],
  ['no labels', { concurrency: 1, selectorLabels: {} }, "'selectorLabels' is empty"],
])('refuses %s', (_name, props, message) => {
  expect(() => make(props)).toThrow(message);
});

test('any that is valid fits the CRD', () => {
  const props = fc.record({
    selectorLabels: optional(labels),
    concurrency: fc.nat(),
    environmentVariables: fc.dictionary(names, fc.string({ maxLength: 2048 })),
  });
  fc.assert(
    fc.property(props, (valid) => {
      make(valid as ProxyConfigProps);
    }),
    { numRuns: 50 },
  );
});
