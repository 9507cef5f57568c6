import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import type { Rule } from '../../lib/analysis/rule';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

/** Finds something wrong with every Service. */
const everyService: Rule = {
  code: 'EVM901',
  name: 'every-service',
  aliases: ['IST0901', 'KIA0901'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Service',
  reads: ['/Service'],
  check(mesh, report) {
    for (const manifest of mesh.of('/Service')) {
      report({ manifest, path: ['spec', 'ports', 10], message: 'ten', remedy: 'none' });
      report({ manifest, path: ['spec', 'ports', 2], message: 'two', remedy: 'none' });
      report({ manifest, path: ['spec', 'ports', 2], message: 'two', remedy: 'none' });
    }
  },
};
const strictOnly: Rule = { ...everyService, code: 'EVM902', name: 'strict-only', preset: 'strict' };
const crashing: Rule = {
  ...everyService,
  code: 'EVM903',
  name: 'crashing',
  check() {
    throw new TypeError('no such thing');
  },
};

const service = (name: string, namespace: string, annotations = '{}'): string => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations: ${annotations}
`;
const meshOf = (yaml: string): Mesh => new Mesh(yamlManifests(yaml, 'input.yaml', 'default'));
const found = (yaml: string, rules: readonly Rule[] = [everyService]): string[] =>
  analyse(meshOf(yaml), { rules }).map(
    ({ code, namespace, name, path }) => `${code} ${namespace}/${name} ${path}`,
  );

describe('the analysis', () => {
  test('gives findings as plain data', () => {
    const [finding] = analyse(
      meshOf(service('web', 'shop', '{ event-mesh.dev/construct: shop/web/Resource }')),
      {
        rules: [everyService],
      },
    );
    expect(finding).toEqual({
      code: 'EVM901',
      aliases: ['IST0901', 'KIA0901'],
      severity: 'warning',
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
      path: 'spec.ports[2]',
      file: 'input.yaml',
      line: 2,
      construct: 'shop/web/Resource',
      message: 'two',
      remedy: 'none',
      url: 'https://event-mesh.dev/rules/every-service',
    });
  });

  test('sorts by object and field, says everything once, and nothing of the system', () => {
    const yaml = service('web', 'shop') + service('api', 'shop') + service('dns', 'kube-system');
    expect(found(yaml)).toEqual([
      'EVM901 shop/api spec.ports[2]',
      'EVM901 shop/api spec.ports[10]',
      'EVM901 shop/web spec.ports[2]',
      'EVM901 shop/web spec.ports[10]',
    ]);
  });

  test('runs strict rules when asked', () => {
    const rules = [everyService, strictOnly];
    const codes = (preset: 'recommended' | 'strict'): Set<string> =>
      new Set(analyse(meshOf(service('web', 'shop')), { rules, preset }).map(({ code }) => code));
    expect([...codes('recommended')]).toEqual(['EVM901']);
    expect([...codes('strict')]).toEqual(['EVM901', 'EVM902']);
  });

  test('reports a rule that fails, and goes on', () => {
    const findings = analyse(meshOf(service('web', 'shop')), { rules: [crashing, everyService] });
    expect(findings.map(({ code }) => code)).toEqual(['EVM001', 'EVM901', 'EVM901']);
    expect(findings[0]?.message).toBe(
      'the rule EVM903 (crashing) failed on this set of manifests: TypeError: no such thing',
    );
  });
});

describe('a suppression', () => {
  test.each([
    ['of ours', '{ suppress.event-mesh.dev/EVM901: as it must be }'],
    ['of istioctl', '{ galley.istio.io/analyze-suppress: "IST0101, IST0901" }'],
    ['of all of istioctl', '{ galley.istio.io/analyze-suppress: "*" }'],
    ['of Kiali', '{ kiali.io/ignore-validations: "KIA0901" }'],
    ['of all of Kiali', '{ kiali.io/ignore-validations: "" }'],
  ])('%s silences its object alone', (_whose, annotations) => {
    expect(found(service('web', 'shop', annotations) + service('api', 'shop'))).toEqual([
      'EVM901 shop/api spec.ports[2]',
      'EVM901 shop/api spec.ports[10]',
    ]);
  });

  test.each([
    ['of another code', '{ galley.istio.io/analyze-suppress: IST0101 }', []],
    [
      'without reason',
      '{ suppress.event-mesh.dev/EVM901: "" }',
      ['EVM003 shop/web metadata.annotations["suppress.event-mesh.dev/EVM901"]'],
    ],
    [
      'of no rule',
      '{ suppress.event-mesh.dev/IST0901: as it must be }',
      ['EVM003 shop/web metadata.annotations["suppress.event-mesh.dev/IST0901"]'],
    ],
    ['of a rule that does not run', '{ suppress.event-mesh.dev/EVM902: as it must be }', []],
  ])('%s silences nothing', (_which, annotations, more) => {
    expect(found(service('web', 'shop', annotations), [everyService, strictOnly])).toEqual([
      ...more,
      'EVM901 shop/web spec.ports[2]',
      'EVM901 shop/web spec.ports[10]',
    ]);
  });

  test('that is not needed is found', () => {
    const unneeded = service('web', 'shop', '{ suppress.event-mesh.dev/EVM903: as it must be }');
    const silent: Rule = { ...crashing, check: () => undefined };
    expect(found(unneeded, [silent])).toEqual([
      'EVM002 shop/web metadata.annotations["suppress.event-mesh.dev/EVM903"]',
    ]);
  });
});
