{{/*
Passwords of the services that are called, each from its Secret, as entries of env.
*/}}
{{- define "event-backend.passwords" -}}
{{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
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
      name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
      key: POSTGRES_PASSWORD
{{- end }}
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
