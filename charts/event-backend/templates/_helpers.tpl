{{/* Name of the application. */}}
{{- define "event-backend.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/* Name of the application in this release: objects are called after it. */}}
{{- define "event-backend.fullname" -}}
{{- printf "%v-%v" .Release.Name (include "event-backend.name" .) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "event-backend.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{/* Labels that Helm puts on objects; pods do not carry them, since each version would replace the pods. */}}
{{- define "event-backend.chartLabels" -}}
helm.sh/chart: {{ printf "%v-%v" .Chart.Name .Chart.Version | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* Labels of objects and pods. */}}
{{- define "event-backend.labels" -}}
{{- include "event-backend.selectorLabels" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{/* Labels that select pods: they never change. */}}
{{- define "event-backend.selectorLabels" -}}
app.kubernetes.io/name: {{ include "event-backend.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* Entries of lists merged by their names, later ones over earlier ones. */}}
{{- define "event-backend.mergeByName" -}}
{{- $entries := dict }}
{{- $names := list }}
{{- range .entries }}
{{- if not (and (has .name $.secrets) (hasKey . "value")) }}
{{- if not (hasKey $entries .name) }}
{{- $names = append $names .name }}
{{- end }}
{{- $_ := set $entries .name . }}
{{- end }}
{{- end }}
{{- range $names }}
{{- toYaml (list (get $entries .)) | nindent 0 }}
{{- end }}
{{- end }}

{{/* Configuration of backend. */}}
{{- define "event-backend.event-system.backend.configuration" -}}
{{- toYaml .Values.config | nindent 0 }}
{{- end }}

{{/* Environment of backend. */}}
{{- define "event-backend.event-system.backend.environment" -}}
{{- range .Values.backend.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/* Further of backend. */}}
{{- define "event-backend.event-system.backend.further" -}}
{{- if .Values.backend.extraEnv }}
{{- with .Values.backend.extraEnv }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Secrets of backend. */}}
{{- define "event-backend.event-system.backend.secrets" -}}
{{- if or (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (eq .Values.events.broker "redis") .Values.redis.enabled .Values.redis.usePassword) (and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host .Values.redis.usePassword) (eq .Values.events.broker "kafka") }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-postgresql-app
      key: password
{{- end }}
{{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and (eq .Values.events.broker "redis") .Values.redis.enabled }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if eq .Values.events.broker "kafka" }}
- name: KAFKA_CA_CERTIFICATE
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-kafka-cluster-ca-cert
      key: ca.crt
- name: KAFKA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-events
      key: password
{{- end }}
{{- end }}
{{- end }}

{{/* Configuration of postgresql. */}}
{{- define "event-backend.event-system.postgresql.configuration" -}}
postgresql.conf: |
  include '/data/postgresql/postgresql.conf'
{{- end }}

{{/* Configuration of redis. */}}
{{- define "event-backend.event-system.redis.configuration" -}}
redis.conf: |
  port 6379
  bind * -::*
  protected-mode no
  dir /data
  maxmemory-policy noeviction
  appendonly yes
  maxmemory 160mb
{{- end }}

{{/* Configuration of scheduler. */}}
{{- define "event-backend.event-system.scheduler.configuration" -}}
{{- toYaml .Values.config | nindent 0 }}
{{- end }}

{{/* Environment of scheduler. */}}
{{- define "event-backend.event-system.scheduler.environment" -}}
{{- range .Values.scheduler.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/* Further of scheduler. */}}
{{- define "event-backend.event-system.scheduler.further" -}}
{{- if .Values.scheduler.extraEnv }}
{{- with .Values.scheduler.extraEnv }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Secrets of scheduler. */}}
{{- define "event-backend.event-system.scheduler.secrets" -}}
{{- if or (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (eq .Values.events.broker "redis") .Values.redis.enabled .Values.redis.usePassword) (and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host .Values.redis.usePassword) (eq .Values.events.broker "kafka") }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-postgresql-app
      key: password
{{- end }}
{{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and (eq .Values.events.broker "redis") .Values.redis.enabled }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if eq .Values.events.broker "kafka" }}
- name: KAFKA_CA_CERTIFICATE
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-kafka-cluster-ca-cert
      key: ca.crt
- name: KAFKA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-events
      key: password
{{- end }}
{{- end }}
{{- end }}

{{/* Configuration of worker. */}}
{{- define "event-backend.event-system.worker.configuration" -}}
{{- toYaml .Values.config | nindent 0 }}
{{- end }}

{{/* Environment of worker. */}}
{{- define "event-backend.event-system.worker.environment" -}}
{{- range .Values.worker.env }}
- name: {{ .name | quote }}
  value: {{ .value | replace "{{ .Release.Name }}" $.Release.Name | replace "{{.Release.Name}}" $.Release.Name | quote }}
{{- end }}
{{- end }}

{{/* Further of worker. */}}
{{- define "event-backend.event-system.worker.further" -}}
{{- if .Values.worker.extraEnv }}
{{- with .Values.worker.extraEnv }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Secrets of worker. */}}
{{- define "event-backend.event-system.worker.secrets" -}}
{{- if or (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (eq .Values.events.broker "redis") .Values.redis.enabled .Values.redis.usePassword) (and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host .Values.redis.usePassword) (eq .Values.events.broker "kafka") }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-postgresql-app
      key: password
{{- end }}
{{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
{{- if and (eq .Values.events.broker "redis") .Values.redis.enabled }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if and (eq .Values.events.broker "redis") (not .Values.redis.enabled) .Values.externalRedis.host }}
{{- if .Values.redis.usePassword }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.auth.existingSecret | default (printf "%v-redis" .Release.Name) | quote }}
      key: REDIS_PASSWORD
{{- end }}
{{- end }}
{{- if eq .Values.events.broker "kafka" }}
- name: KAFKA_CA_CERTIFICATE
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-kafka-cluster-ca-cert
      key: ca.crt
- name: KAFKA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-events
      key: password
{{- end }}
{{- end }}
{{- end }}
