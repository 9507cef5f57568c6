import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import { HelmChart } from '../../lib/emit/helm-chart';
import { Bindings } from '../../lib/values/bindings';
import type { Deferred } from '../../lib/values/chart-value';
import { ChartValues } from '../../lib/values/chart-values';
import { demand } from '../../lib/values/constraint';
import { includeWhen } from '../../lib/values/inclusion';
import { add, multiply } from '../../lib/values/arithmetic';
import { less } from '../../lib/values/conditions';
import {
  choose,
  fields,
  format,
  fragment,
  hash,
  ifSet,
  orDefault,
  RELEASE,
  when,
} from '../../lib/values/operators';
import { shop } from '../fixtures/manifests';
import { renderedText } from '../fixtures/rendered-chart';

const METADATA = { name: 'shop', version: '0.1.0', appVersion: '1.0.0', description: 'A shop' };

/** A chart of one ConfigMap whose data the test decides. */
function configMap(data: (values: ChartValues) => Record<string, Deferred<string> | undefined>) {
  const chart = shop();
  const values = new ChartValues();
  const object = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
  new Bindings<ConfigMapShape>(object)
    .set((o) => o.metadata.name, format`${RELEASE.name}-settings`)
    .set((o) => o.data, data(values));
  return { chart, values, object, files: () => new HelmChart(chart, { ...METADATA, values }).files };
}
const text = (values: ChartValues, key: string) => values.string(key, { default: '', description: key });

test('templates read as if a person had written them', () => {
  const { chart, values, object, files } = configMap((v) => ({
    title: text(v, 'title'),
    motto: when(text(v, 'motto'), format`${text(v, 'greeting')}!`),
    note: ifSet(text(v, 'note')),
    braces: 'as {{ written }}',
  }));
  includeWhen(object, values.boolean('enabled', { default: true, description: 'On' }));
  const replicas = values.integer('replicas', { default: 1, description: 'Pods' });
  demand(chart, less(replicas, 10), 'replicas must be less than 10');
  expect(files().get('templates/settings.yaml')).toMatchInlineSnapshot(`
   "{{- if .Values.enabled }}
   apiVersion: v1
   kind: ConfigMap
   metadata:
     name: {{ .Release.Name }}-settings
     namespace: shop
     labels:
       {{- include "shop.chartLabels" . | nindent 4 }}
   data:
     title: {{ .Values.title | quote }}
     {{- if .Values.motto }}
     motto: {{ printf "%s!" .Values.greeting | quote }}
     {{- end }}
     {{- with .Values.note }}
     note: {{ . | quote }}
     {{- end }}
     braces: as {{ "{{" }} written }}
   {{- end }}
   "
  `);
  expect(files().get('templates/validate.yaml')).toMatchInlineSnapshot(`
   "{{- if not (lt (int64 .Values.replicas) 10) }}
     {{- fail "replicas must be less than 10" }}
   {{- end }}
   "
  `);
  expect(files().get('templates/_helpers.tpl')).toMatchInlineSnapshot(`
   "{{/*
   Name and version of the chart, as the label helm.sh/chart holds them.
   */}}
   {{- define "shop.chart" -}}
   {{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
   {{- end }}

   {{/*
   Labels that Helm puts on objects; pods do not carry them, since each version would replace the pods.
   */}}
   {{- define "shop.chartLabels" -}}
   helm.sh/chart: {{ include "shop.chart" . | quote }}
   app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
   {{- end }}
   "
  `);
  expect(renderedText(files(), { valuesFiles: ['title: "{{ x }}"'] })).toContain('as {{ written }}');
  expect(renderedText(files(), { valuesFiles: ['enabled: false'] })).not.toContain('ConfigMap');
  expect(() => renderedText(files(), { valuesFiles: ['replicas: 10'] })).toThrow(
    'replicas must be less than 10',
  );
  expect(() => renderedText(files(), { valuesFiles: ['replica: 1'] })).toThrow(/replica/);
});

test('what is computed for a condition is not computed again', () => {
  const { files } = configMap((v) => {
    const [repository, digest, pin] = ['repository', 'digest', 'pin'].map((key) => text(v, key)) as [
      Deferred<string>,
      Deferred<string>,
      Deferred<string>,
    ];
    const pinned = orDefault(digest, pin);
    const weight = v.integer('weight', { default: 0, description: 'Weight' });
    return {
      image: fragment(
        'image',
        choose(pinned, format`${orDefault(repository, 'shop')}@${pinned}`, format`${repository}:latest`),
      ),
      rest: format`${add(100, multiply(weight, -1))}`,
    };
  });
  expect(files().get('templates/_helpers.tpl')).toContain(`
{{- with .Values.digest | default .Values.pin }}
{{- printf "%s@%s" ($.Values.repository | default "shop") . }}
{{- else }}
{{- printf "%s:latest" .Values.repository }}
{{- end }}
`);
  expect(files().get('templates/settings.yaml')).toContain('(int64 (sub 100 .Values.weight))');
  const valuesFiles = ['repository: a', 'digest: sha256', 'weight: 30'];
  expect(renderedText(files(), { valuesFiles })).toMatch(/image: "?a@sha256"?\n *rest: "70"/);
  expect(renderedText(files(), { valuesFiles: ['repository: a'] })).toContain('a:latest');
});

describe('fails', () => {
  test('for two different subtrees under one name', () => {
    const { files } = configMap((v) => ({
      one: fragment('name', format`a-${text(v, 'a')}`),
      other: fragment('name', format`b-${text(v, 'b')}`),
    }));
    expect(files).toThrow("two different subtrees are called fragment 'name'; give one of them another name");
  });

  test('for a tree that a template can only compute with under a name', () => {
    const { files } = configMap((v) => ({ sum: hash(fields({ a: text(v, 'a') })) }));
    expect(files).toThrow(
      /is a tree that a template can only compute with under a name; wrap it in fragment/,
    );
  });
});
