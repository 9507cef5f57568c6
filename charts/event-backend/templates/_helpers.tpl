{{/*
Name of the application.
*/}}
{{- define "event-backend.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Name of the application in this release: objects are called after it.
*/}}
{{- define "event-backend.fullname" -}}
{{- printf "%s-%s" .Release.Name (include "event-backend.name" .) }}
{{- end }}

{{/*
Namespace of all objects.
*/}}
{{- define "event-backend.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{/*
Name and version of the chart, as the label helm.sh/chart holds them.
*/}}
{{- define "event-backend.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Labels that Helm puts on objects; pods do not carry them, since each version would replace the pods.
*/}}
{{- define "event-backend.chartLabels" -}}
helm.sh/chart: {{ include "event-backend.chart" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels of objects and pods.
*/}}
{{- define "event-backend.labels" -}}
{{ include "event-backend.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{/*
Labels that select pods: they never change.
*/}}
{{- define "event-backend.selectorLabels" -}}
app.kubernetes.io/name: {{ include "event-backend.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Merges lists of named entries: an entry replaces an earlier one of its name.
It takes (dict "entries" LIST "secrets" NAMES). Entries called as one of "secrets" that hold a plain value are left
out: a password comes from a Secret.
*/}}
{{- define "event-backend.mergeByName" -}}
{{- $names := list }}
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
{{- end }}
{{- end }}

{{/*
Image of the application.
*/}}
{{- define "event-backend.image" -}}
{{- with .Values.backend.image.digest | default (ternary .Values.image.digest "" (not (or .Values.backend.image.repository .Values.backend.image.tag))) }}
{{- printf "%s@%s" ($.Values.backend.image.repository | default $.Values.image.repository) . }}
{{- else }}
{{- printf "%s:%s" (.Values.backend.image.repository | default .Values.image.repository) (.Values.backend.image.tag | default .Values.image.tag) }}
{{- end }}
{{- end }}

{{/*
Whether there is any pod: true, or nothing.
*/}}
{{- define "event-backend.hasPods" -}}
{{- if or
    .Values.backend.enabled
    .Values.worker.enabled
    .Values.scheduler.enabled
    (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded"))
    (and (eq .Values.events.broker "redis") .Values.redis.enabled)
    .Values.migrations.enabled
}}
{{- "true" }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{/*
Environment of the container. Later entries win, and passwords come from Secrets alone: backend.
*/}}
{{- define "event-backend.backend.env" -}}
{{- $connections := include "event-backend.connections" . | fromYamlArray }}
{{- $passwords := include "event-backend.passwords" . | fromYamlArray }}
{{- $givenEnv := include "event-backend.backend.givenEnv" . | fromYamlArray }}
{{- $entries := concat $connections $passwords $givenEnv (.Values.backend.extraEnv | default list) $passwords }}
{{- $secrets := list "POSTGRES_PASSWORD" "REDIS_PASSWORD" "KAFKA_CA_CERTIFICATE" "KAFKA_PASSWORD" }}
{{- include "event-backend.mergeByName" (dict "entries" $entries "secrets" $secrets) }}
{{- end }}

{{/*
Variables of the values file, in which the name of the release may stand: backend.
*/}}
{{- define "event-backend.backend.givenEnv" -}}
{{- range .Values.backend.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/*
Name of the service account of backend.
*/}}
{{- define "event-backend.backend.serviceAccountName" -}}
{{- .Values.backend.serviceAccount.name | default (printf "%s-backend" (include "event-backend.fullname" .)) }}
{{- end }}

{{/*
Image of v2 of backend.
*/}}
{{- define "event-backend.backend.v2.image" -}}
{{- if .Values.canary.image.digest }}
{{- printf "%s@%s" (.Values.canary.image.repository | default .Values.image.repository) .Values.canary.image.digest }}
{{- else }}
{{- printf "%s:%s" (.Values.canary.image.repository | default .Values.image.repository) (.Values.canary.image.tag | default .Values.image.tag) }}
{{- end }}
{{- end }}

{{/*
Name of migration.
*/}}
{{- define "event-backend.migration.name" -}}
{{- printf "%s-migration-%s" (include "event-backend.fullname" .) (include "event-backend.migration.template" . | fromYaml | toJson | sha256sum | trunc 8) }}
{{- end }}

{{/*
Where the services are that are called, as entries of env: redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.connections" -}}
{{- if and (eq .Values.events.broker "redis") .Values.redis.enabled }}
- name: REDIS_HOST
  value: {{ .Release.Name }}-redis-master
- name: REDIS_PORT
  value: '6379'
{{- end }}
{{- if and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host }}
- name: REDIS_HOST
  value: {{ .Values.externalRedis.host | quote }}
- name: REDIS_PORT
  value: {{ printf "%d" (int64 .Values.externalRedis.port) | quote }}
{{- end }}
{{- end }}

{{/*
Environment of the container. Later entries win, and passwords come from Secrets alone: redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.env" -}}
{{- $connections := include "event-backend.monitoring.redis-exporter.connections" . | fromYamlArray }}
{{- $passwords := include "event-backend.monitoring.redis-exporter.passwords" . | fromYamlArray }}
{{- $givenEnv := include "event-backend.monitoring.redis-exporter.givenEnv" . | fromYamlArray }}
{{- $entries := concat $connections $passwords $givenEnv $passwords }}
{{- $secrets := list "REDIS_PASSWORD" }}
{{- include "event-backend.mergeByName" (dict "entries" $entries "secrets" $secrets) }}
{{- end }}

{{/*
Variables of the values file, in which the name of the release may stand: redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.givenEnv" -}}
- name: REDIS_EXPORTER_CHECK_SINGLE_KEYS
  value: {{ printf "%s,%s" .Values.worker.autoscaling.queue.list .Values.monitoring.queue.failedSet | quote }}
{{- end }}

{{/*
Image of redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.image" -}}
{{- printf "%s:%s" .Values.monitoring.queue.image.repository .Values.monitoring.queue.image.tag }}
{{- end }}

{{/*
Passwords of the services that are called, as entries of env: redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.passwords" -}}
{{- if and (eq .Values.events.broker "redis") .Values.redis.enabled }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%s-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%s-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- end }}

{{/*
Name of the service account of redis-exporter of monitoring.
*/}}
{{- define "event-backend.monitoring.redis-exporter.serviceAccountName" -}}
{{- printf "%s-redis-exporter" (include "event-backend.fullname" .) }}
{{- end }}

{{/*
Configuration of postgresql.
*/}}
{{- define "event-backend.postgresql.configuration" -}}
postgresql.conf: |
  include '/data/postgresql/postgresql.conf'
{{- end }}

{{/*
Configuration of redis.
*/}}
{{- define "event-backend.redis.configuration" -}}
redis.conf: |
  port 6379
  bind * -::*
  protected-mode no
  dir /data
  maxmemory-policy noeviction
  appendonly yes
  maxmemory 160mb
{{- end }}

{{/*
Scripts, by their files, of redis.
*/}}
{{- define "event-backend.redis.scripts" -}}
start.sh: |
  set -eu
  export LC_ALL=C
  umask 077
  trap 'exit 143' TERM
  trap 'exit 130' INT

  say() { printf '%s\n' "$*" >&2; }
  fail() { say "$*"; exit 1; }
  refuse() { say "$*"; exit 2; }
  whole() {
    case $2 in
      '' | *[!0-9]* | 0*) refuse "$1 is '$2', expected a whole number from 1 on" ;;
    esac
  }

  : "${REDIS_CONFIG:?is not set: the path of redis.conf}"
  [ -r "$REDIS_CONFIG" ] || refuse "REDIS_CONFIG '$REDIS_CONFIG' is not readable"
  password=$(printf %s "${REDISCLI_AUTH:-}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../\\x&/g')
  exec redis-server "$REDIS_CONFIG" - <<EOF
  requirepass "$password"
  EOF
{{- end }}

{{/*
Environment of the container. Later entries win, and passwords come from Secrets alone: scheduler.
*/}}
{{- define "event-backend.scheduler.env" -}}
{{- $connections := include "event-backend.connections" . | fromYamlArray }}
{{- $passwords := include "event-backend.passwords" . | fromYamlArray }}
{{- $givenEnv := include "event-backend.scheduler.givenEnv" . | fromYamlArray }}
{{- $entries := concat $connections $passwords $givenEnv (.Values.scheduler.extraEnv | default list) $passwords }}
{{- $secrets := list "POSTGRES_PASSWORD" "REDIS_PASSWORD" "KAFKA_CA_CERTIFICATE" "KAFKA_PASSWORD" }}
{{- include "event-backend.mergeByName" (dict "entries" $entries "secrets" $secrets) }}
{{- end }}

{{/*
Variables of the values file, in which the name of the release may stand: scheduler.
*/}}
{{- define "event-backend.scheduler.givenEnv" -}}
{{- range .Values.scheduler.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/*
Image of scheduler.
*/}}
{{- define "event-backend.scheduler.image" -}}
{{- with .Values.scheduler.image.digest | default (ternary .Values.image.digest "" (not (or .Values.scheduler.image.repository .Values.scheduler.image.tag))) }}
{{- printf "%s@%s" ($.Values.scheduler.image.repository | default $.Values.image.repository) . }}
{{- else }}
{{- printf "%s:%s" (.Values.scheduler.image.repository | default .Values.image.repository) (.Values.scheduler.image.tag | default .Values.image.tag) }}
{{- end }}
{{- end }}

{{/*
Name of the service account of scheduler.
*/}}
{{- define "event-backend.scheduler.serviceAccountName" -}}
{{- .Values.scheduler.serviceAccount.name | default (printf "%s-scheduler" (include "event-backend.fullname" .)) }}
{{- end }}

{{/*
Environment of the container. Later entries win, and passwords come from Secrets alone: worker.
*/}}
{{- define "event-backend.worker.env" -}}
{{- $connections := include "event-backend.worker.connections" . | fromYamlArray }}
{{- $passwords := include "event-backend.passwords" . | fromYamlArray }}
{{- $givenEnv := include "event-backend.worker.givenEnv" . | fromYamlArray }}
{{- $entries := concat $connections $passwords $givenEnv (.Values.worker.extraEnv | default list) $passwords }}
{{- $secrets := list "POSTGRES_PASSWORD" "REDIS_PASSWORD" "KAFKA_CA_CERTIFICATE" "KAFKA_PASSWORD" }}
{{- include "event-backend.mergeByName" (dict "entries" $entries "secrets" $secrets) }}
{{- end }}

{{/*
Variables of the values file, in which the name of the release may stand: worker.
*/}}
{{- define "event-backend.worker.givenEnv" -}}
{{- range .Values.worker.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/*
Image of worker.
*/}}
{{- define "event-backend.worker.image" -}}
{{- with .Values.worker.image.digest | default (ternary .Values.image.digest "" (not (or .Values.worker.image.repository .Values.worker.image.tag))) }}
{{- printf "%s@%s" ($.Values.worker.image.repository | default $.Values.image.repository) . }}
{{- else }}
{{- printf "%s:%s" (.Values.worker.image.repository | default .Values.image.repository) (.Values.worker.image.tag | default .Values.image.tag) }}
{{- end }}
{{- end }}

{{/*
Name of the service account of worker.
*/}}
{{- define "event-backend.worker.serviceAccountName" -}}
{{- .Values.worker.serviceAccount.name | default (printf "%s-worker" (include "event-backend.fullname" .)) }}
{{- end }}
