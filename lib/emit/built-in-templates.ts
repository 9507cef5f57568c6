import type { Expression } from '../values/expression';
import { MERGE_BY_NAME } from '../values/helm-tree';

/** The name and version of the chart, as a label may hold them. */
export const CHART_LABEL: Expression & { op: 'fragment' } = {
  op: 'fragment',
  name: 'chart',
  body: { op: 'format', parts: ['chart'] },
};

/** The text of named templates that are not printed from a tree, by their bodies. */
export const BUILT_IN_TEMPLATES: ReadonlyMap<Expression, string> = new Map([
  [
    CHART_LABEL.body,
    '{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}',
  ],
  [
    MERGE_BY_NAME.body,
    `{{- $names := list }}
{{- $entries := dict }}
{{- range .entries }}
  {{- if not (and (has .name $.secrets) (hasKey . "value")) }}
    {{- $names = append $names .name | uniq }}
    {{- $_ := set $entries .name . }}
  {{- end }}
{{- end }}
{{- $merged := list }}
{{- range $names }}
  {{- $merged = append $merged (get $entries .) }}
{{- end }}
{{- with $merged }}
{{- toYaml . }}
{{- end }}`,
  ],
]);
