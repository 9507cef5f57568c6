import { expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import type { PodTemplate } from 'kubernetes-types/core/v1';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { HelmChart } from '../../lib/emit/helm-chart';
import { Bindings } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { mergeByName } from '../../lib/values/operators';
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
