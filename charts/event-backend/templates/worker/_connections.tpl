{{/*
Where the services are that are called, as entries of env: worker.
*/}}
{{- define "event-backend.worker.connections" -}}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
- name: POSTGRES_HOST
  value: {{ .Release.Name }}-postgresql
- name: POSTGRES_PORT
  value: '5432'
- name: POSTGRES_USER
  value: {{ .Values.postgresql.postgresqlUsername | quote }}
- name: POSTGRES_DB
  value: {{ .Values.postgresql.postgresqlDatabase | quote }}
{{- end }}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
- name: POSTGRES_HOST
  value: {{ .Release.Name }}-postgresql-rw.{{ include "event-backend.namespace" . }}.svc.cluster.local
- name: POSTGRES_PORT
  value: '5432'
- name: POSTGRES_USER
  value: {{ .Values.postgresql.postgresqlUsername | quote }}
- name: POSTGRES_DB
  value: {{ .Values.postgresql.postgresqlDatabase | quote }}
{{- end }}
{{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
- name: POSTGRES_HOST
  value: {{ .Values.externalPostgresql.host | quote }}
- name: POSTGRES_PORT
  value: {{ printf "%d" (int64 .Values.externalPostgresql.port) | quote }}
- name: POSTGRES_USER
  value: {{ .Values.postgresql.postgresqlUsername | quote }}
- name: POSTGRES_DB
  value: {{ .Values.postgresql.postgresqlDatabase | quote }}
- name: PGSSLMODE
  value: require
{{- end }}
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
{{- if eq .Values.events.broker "kafka" }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ printf "%s-kafka-kafka-bootstrap.%s.svc.cluster.local:9093" .Release.Name (include "event-backend.namespace" .) | quote }}
- name: KAFKA_SECURITY_PROTOCOL
  value: SASL_SSL
- name: KAFKA_SASL_MECHANISM
  value: SCRAM-SHA-512
- name: KAFKA_TOPIC
  value: {{ .Values.kafka.topic | quote }}
- name: KAFKA_GROUP_ID
  value: {{ .Values.kafka.groupId | quote }}
- name: KAFKA_USERNAME
  value: {{ .Release.Name }}-events
{{- end }}
{{- if and .Values.istio.enabled .Values.mail.enabled }}
- name: MAIL_API_URL
  value: {{ printf "http://%s" .Values.mail.host | quote }}
{{- end }}
{{- end }}
