import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart } from 'cdk8s';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { base64 } from '../../lib/values/operators';
import { shop } from '../fixtures/manifests';
import { renderedObjects } from '../fixtures/rendered-chart';
import { configMap, helmChart } from './helm-command';

/** Texts as files of a program hold them. */
const FILES: Readonly<Record<string, string>> = {
  'config.toml': 'message1 = "Hello from config 1 line1"\nmessage2 = "line2"\nmessage3 = "line3"\n',
  'app.toml': '[app]\n  title = "{{ .Values.title }}"\n\n',
  'db.toml': '# {{- include "x" . }}\r\nurl = "a: b" # }}\n\ttab = `tick`',
  'empty.toml': '',
  'lines.toml': '\n\nbegins and ends with lines\n\n\n',
};
const encoded = Object.fromEntries(
  Object.entries(FILES).map(([file, text]) => [file, Buffer.from(text).toString('base64')]),
);

function secret(chart: Chart): void {
  const data = Object.fromEntries(Object.entries(FILES).map(([file, text]) => [file, base64(text)]));
  new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'files' }, data });
}

describe('helm-files', () => {
  test.each([
    [
      'a ConfigMap holds the texts',
      (chart: Chart) => {
        configMap(chart, 'files', FILES);
      },
      FILES,
    ],
    ['a Secret holds their base64', secret, encoded],
  ])('%s as they are, in plain synthesis and in Helm', (_what, add, data) => {
    const chart = shop();
    add(chart);
    const rendered = renderedObjects(helmChart(chart).files);
    expect(rendered).toMatchObject([{ data }]);
    expect(rendered).toEqual(evaluateChart(chart));
  });
});
