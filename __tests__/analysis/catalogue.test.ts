import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../../lib/analysis/analyse';
import { catalogue, retiredCodes } from '../../lib/analysis/catalogue';
import { engineCodes, suppressionReasoned, suppressionUsed } from '../../lib/analysis/engine-codes';
import type { Rule } from '../../lib/analysis/rule';
import { rulePage } from '../../lib/analysis/rule-page';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

const RULES = path.resolve(__dirname, '../../lib/analysis/rules');
/** Where the settings of the mesh stand, which every rule may ask for. */
const SETTINGS = ['/ConfigMap', 'install.istio.io/IstioOperator'];
const codes = [...engineCodes, ...catalogue];

/** The mesh, telling which types it was asked for. */
class WatchedMesh extends Mesh {
  readonly asked = new Set<string>();

  override of(type: string): ReturnType<Mesh['of']> {
    this.asked.add(type);
    return super.of(type);
  }

  override find(type: string, namespace: string, name: string): ReturnType<Mesh['find']> {
    this.asked.add(type);
    return super.find(type, namespace, name);
  }
}

const section = (name: string, heading: string): string =>
  rulePage(name)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`)) ?? '';
/** Codes that an example cannot avoid, as the page says: `It trips EVM151 too`. */
const besides = (name: string, heading: string): string[] =>
  [...section(name, heading).matchAll(/\btrips (EVM\d{3}) too\b/g)].map(([, code]) => code ?? '');
const example = (name: string, heading: string): string =>
  /^```yaml\n(.*?)^```$/ms.exec(section(name, heading))?.[1] ?? '';
const read = (yaml: string): Mesh => new Mesh(yamlManifests(yaml, 'page.yaml', 'default'));

describe('the catalogue', () => {
  test('holds every rule file, and every page is of a rule', () => {
    const files = readdirSync(RULES);
    const named = (suffix: string): string[] =>
      files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
    expect(catalogue.map(({ name }) => name).sort()).toEqual(named('.ts').sort());
    expect(codes.map(({ name }) => name).sort()).toEqual(named('.md').sort());
  });

  test('is sorted by codes, which are unique and never reused', () => {
    const list = codes.map(({ code }) => code);
    expect(list).toEqual([...new Set(list)].sort());
    expect(list.filter((code) => !/^EVM\d{3}$/.test(code) || retiredCodes.includes(code))).toEqual([]);
  });

  test('has a test of each rule', () => {
    const untested = catalogue.filter(({ name }) => !existsSync(path.join(__dirname, `${name}.test.ts`)));
    expect(untested.map(({ name }) => name)).toEqual([]);
  });

  test.each(codes.map((rule) => [rule.name, rule] as const))('%s is documented as it is', (name, rule) => {
    const page = rulePage(name);
    const { code, severity } = rule;
    const { aliases = [], preset }: Partial<Rule> = rule;
    expect(page.split('\n')[0]).toBe(`# ${code} ${name}`);
    const facts = page.split('\n\n')[1]?.replaceAll('\n', ' ') ?? '';
    expect(/^\w+/.exec(facts)?.[0].toLowerCase()).toBe(severity);
    expect(facts.match(/\b(IST|KIA)\d{4}\b/g) ?? []).toEqual(aliases);
    expect(preset).toBe('check' in rule ? (/\bstrict\b/.test(facts) ? 'strict' : 'recommended') : undefined);
  });
});

describe('the example on the page of', () => {
  test.each(catalogue.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    const mesh = new WatchedMesh(yamlManifests(example(name, 'Bad'), 'page.yaml', 'default'));
    rule.check(mesh, () => undefined);
    const declared = [...rule.reads, ...SETTINGS];
    expect([...mesh.asked].filter((type) => !declared.includes(type))).toEqual([]);

    // Examples are small: they need not please the strict rules, besides the one that they are about.
    const rules = catalogue.filter((other) => other === rule || other.preset === 'recommended');
    const codesOf = (heading: string): string[] => {
      const findings = analyse(read(example(name, heading)), { preset: 'strict', rules });
      return [...new Set(findings.map(({ code }) => code))].sort();
    };
    expect(codesOf('Bad')).toEqual([rule.code, ...besides(name, 'Bad')].sort());
    expect(example(name, 'Good')).not.toBe('');
    expect(codesOf('Good')).toEqual(besides(name, 'Good'));
  });

  test.each([suppressionUsed.name, suppressionReasoned.name])('%s', (name) => {
    const codesOf = (heading: string): string[] =>
      analyse(read(example(name, heading))).map(({ code }) => code);
    const [wanted] = engineCodes.filter((engine) => engine.name === name);
    expect([...new Set(codesOf('Bad'))]).toEqual([wanted?.code]);
    expect(codesOf('Good')).toEqual([]);
  });
});
