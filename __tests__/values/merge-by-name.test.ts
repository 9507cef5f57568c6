import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import type { PodTemplate } from 'kubernetes-types/core/v1';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { HelmChart } from '../../lib/emit/helm-chart';
import { Bindings } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, type Expression } from '../../lib/values/expression';
import { HelmExpressions, TOP } from '../../lib/values/helm-expression';
import { HelmTrees } from '../../lib/values/helm-tree';
import { fragment, mergeByName } from '../../lib/values/operators';
import { shop } from '../fixtures/manifests';
import { renderedObjects } from '../fixtures/rendered-chart';

test.each(['\n', 'a\n\n', '\n\na\n\n\n', ' a ', ''])(
  'keeps the blanks around the text that ends a merged list: %j',
  (value) => {
    const chart = shop();
    const values = new ChartValues();
    const env = values.list('env', { default: [], items: { type: 'freeForm' }, description: 'Variables' });
    const object = new ApiObject(chart, 'pods', { apiVersion: 'v1', kind: 'PodTemplate' });
    new Bindings<PodTemplate>(object).set((o) => o.template.spec, {
      containers: [{ name: 'a', env: mergeByName([env]) }],
      // Helm trims the end of each document.
      volumes: [{ name: 'last' }],
    });
    const overrides = { env: [{ name: 'A', value }] };
    const files = new HelmChart(chart, { name: 'shop', version: '0.1.0', description: 'A shop', values })
      .files;
    const [rendered] = renderedObjects(files, { valuesFiles: [JSON.stringify(overrides)] });
    const [plain] = evaluateChart(chart, { values, overrides });
    expect(JSON.stringify(plain)).toContain(JSON.stringify(value));
    expect(rendered).toEqual(plain);
  },
);

describe('is printed', () => {
  const values = new ChartValues();
  const env = values.list('env', { default: [], items: { type: 'freeForm' }, description: 'Env' });
  const edges = fragment('worker.edges', [{ name: 'A' }]);
  const trees = () => new HelmTrees(new HelmExpressions('shop'));

  test('as a call, in which a list of a values file may be absent', () => {
    const merged = mergeByName([edges, env], ['S', 'T', 'S']);
    expect(trees().block(expressionOf(merged), 2, TOP)).toEqual([
      '  {{- include "shop.mergeByName" (dict "entries" (concat (include "shop.worker.edges" . | fromYamlArray) ' +
        '(.Values.env | default list)) "secrets" (list "S" "T")) | nindent 2 }}',
    ]);
  });

  test('in a named template, as a line for each list that has a name', () => {
    const merged = expressionOf(mergeByName([edges, env, edges], ['S', 'S']));
    expect(trees().mergeSteps(merged as Expression & { op: 'mergeByName' }, TOP)).toEqual([
      '{{- $edges := include "shop.worker.edges" . | fromYamlArray }}',
      '{{- $entries := concat $edges (.Values.env | default list) $edges }}',
      '{{- $secrets := list "S" }}',
      '{{- include "shop.mergeByName" (dict "entries" $entries "secrets" $secrets) }}',
    ]);
  });
});
