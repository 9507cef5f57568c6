import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';

/** The release that the objects were rendered for: words that stand nowhere else in them. */
export const RELEASE = { name: 'thereleasename', namespace: 'thereleasenamespace' };

const COMMON_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];
const CHART_LABELS = ['app.kubernetes.io/version', 'helm.sh/chart', 'app.kubernetes.io/managed-by'];
const POD_VALUES = ['nodeSelector', 'affinity', 'tolerations', 'imagePullSecrets'];

/**
 * Writes objects as the chart that a person makes of them in the manner of `helm create`: a file for each object,
 * switched by a value, names and labels by includes, images and resources as values, and the usual `with` for what
 * pods may get besides. Rendered for any release it gives the objects again.
 *
 * @param files of the chart beside templates and values, such as a schema
 */
export function writeHandWrittenChart(folder, objects, files = {}) {
  const parts = {};
  const templates = objects.map((object, index) => {
    const name = object.metadata.name.replace(RELEASE.name, 'the');
    parts[`part${index}`] = { enabled: true };
    const text = template(object, `.Values.parts.part${index}`, parts[`part${index}`]);
    return [`templates/${name}-${object.kind.toLowerCase()}-${index}.yaml`, text];
  });
  const all = {
    'Chart.yaml': 'apiVersion: v2\nname: event-backend\nversion: 0.1.0\nappVersion: 1.0.0\n',
    'values.yaml': dump({ parts }),
    'templates/_helpers.tpl': HELPERS,
    ...Object.fromEntries(templates),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** The template of an object, whose own values lie in `values`, which Helm finds at `place`. */
function template(object, place, values) {
  const actions = [];
  /** A word in the place of an action, which the YAML library leaves alone. */
  const mark = (print) => `mark${actions.push(print) - 1}mark`;
  const marked = withActions(object, { values, place, mark });
  const lines = dump(marked, { lineWidth: -1, noRefs: true }).replaceAll('{{', '{{ "{{" }}').split('\n');
  const text = lines
    .map((line) => {
      const [, indent, key = '', index] = /^( *)([\w./-]+: )?mark(\d+)mark(?:: null)?$/.exec(line) ?? [];
      return index === undefined ? line : indent + key + actions[Number(index)](indent);
    })
    .join('\n')
    .replaceAll(`${RELEASE.name}-event-backend`, '{{ include "event-backend.fullname" . }}')
    .replaceAll(RELEASE.namespace, '{{ .Release.Namespace }}')
    .replaceAll(RELEASE.name, '{{ .Release.Name }}');
  return `{{- if ${place}.enabled }}\n${text}{{- end }}\n`;
}

/** The object with marks where a person would write an action. */
function withActions(node, context, key = '') {
  const { values, place, mark } = context;
  if (Array.isArray(node)) return node.map((item) => withActions(item, context));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([field, value]) => {
    if (field === 'image' && typeof value === 'string') {
      const name = `image${Object.keys(values).length}`;
      const [, repository, tag] = /^(.*):([^:]+)$/.exec(value);
      values[name] = { repository, tag };
      return [field, mark(() => `"{{ ${place}.${name}.repository }}:{{ ${place}.${name}.tag }}"`)];
    }
    if (field === 'resources' && value?.limits) {
      const name = `resources${Object.keys(values).length}`;
      values[name] = value;
      const text = (pad) => `\n${pad}  {{- toYaml ${place}.${name} | nindent ${pad.length + 2} }}`;
      return [field, mark(text)];
    }
    return [field, withActions(value, context, field)];
  });
  const labels =
    ['labels', 'matchLabels', 'selector'].includes(key) &&
    node['app.kubernetes.io/name'] === 'event-backend' &&
    COMMON_LABELS.every((label) => label in node);
  if (labels) {
    const whole = CHART_LABELS.every((label) => label in node);
    const included = [...COMMON_LABELS, ...(whole ? CHART_LABELS : [])];
    const include = whole ? 'labels' : 'selectorLabels';
    return Object.fromEntries([
      [mark((pad) => `{{- include "event-backend.${include}" . | nindent ${pad.length} }}`), null],
      ...entries.filter(([field]) => !included.includes(field)),
    ]);
  }
  if (key === 'spec' && 'containers' in node) {
    const more = POD_VALUES.filter((field) => !(field in node)).map((field) => {
      values[field] = field === 'affinity' || field === 'nodeSelector' ? {} : [];
      return [
        mark((pad) =>
          [
            `{{- with ${place}.${field} }}`,
            `${pad}${field}:`,
            `${pad}  {{- toYaml . | nindent ${pad.length + 2} }}`,
            `${pad}{{- end }}`,
          ].join('\n'),
        ),
        null,
      ];
    });
    return Object.fromEntries([...entries, ...more]);
  }
  return Object.fromEntries(entries);
}

const HELPERS = `{{- define "event-backend.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "event-backend.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "event-backend.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "event-backend.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "event-backend.selectorLabels" -}}
app.kubernetes.io/name: {{ include "event-backend.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "event-backend.labels" -}}
helm.sh/chart: {{ include "event-backend.chart" . }}
{{ include "event-backend.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
`;
