{{/*
Pod template of migration.
*/}}
{{- define "event-backend.migration.template" -}}
metadata:
  labels:
    app: {{ include "event-backend.fullname" . }}-migration
    {{- include "event-backend.labels" . | nindent 4 }}
    app.kubernetes.io/component: migration
  annotations:
    {{- if .Values.istio.enabled }}
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: true
    sidecar.istio.io/nativeSidecar: 'true'
    {{- end }}
    checksum/scripts: {{ include "event-backend.migration.scripts" . | printf "%s\n" | fromYaml | toJson | sha256sum | quote }}
spec:
  serviceAccountName: {{ include "event-backend.fullname" . }}-migration
  automountServiceAccountToken: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: {{ .Values.backend.runAsUser | int64 }}
    runAsGroup: {{ .Values.backend.runAsUser | int64 }}
    fsGroup: {{ .Values.backend.runAsUser | int64 }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  terminationGracePeriodSeconds: 30
  initContainers:
    - name: wait-for-database
      image: docker.io/library/postgres:17.10-alpine
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - /scripts/wait-for-database.sh
      {{- if or
          (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded"))
          (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg"))
          (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host)
      }}
      env:
        {{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
        - name: PGHOST
          value: {{ .Release.Name }}-postgresql.{{ include "event-backend.namespace" . }}.svc.cluster.local
        - name: PGPORT
          value: '5432'
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
        {{- end }}
        {{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
        - name: PGHOST
          value: {{ .Release.Name }}-postgresql-rw.{{ include "event-backend.namespace" . }}.svc.cluster.local
        - name: PGPORT
          value: '5432'
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Release.Name }}-postgresql-app
              key: password
        {{- end }}
        {{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
        - name: PGHOST
          value: {{ .Values.externalPostgresql.host | quote }}
        - name: PGPORT
          value: {{ printf "%d" (int64 .Values.externalPostgresql.port) | quote }}
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
        - name: PGSSLMODE
          value: require
        {{- end }}
      {{- end }}
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
          ephemeral-storage: 64Mi
        limits:
          cpu: 500m
          memory: 256Mi
          ephemeral-storage: 256Mi
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: migration-scripts
          mountPath: /scripts
          readOnly: true
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 70
        runAsGroup: 70
    - name: migrate
      image: {{ include "event-backend.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
      command:
        {{- toYaml .Values.migrations.command | nindent 8 }}
      {{- if or
          (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded"))
          (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg"))
          (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host)
      }}
      env:
        {{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
        - name: POSTGRES_HOST
          value: {{ .Release.Name }}-postgresql
        - name: POSTGRES_PORT
          value: '5432'
        - name: POSTGRES_USER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: POSTGRES_DB
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
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
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Release.Name }}-postgresql-app
              key: password
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
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
        - name: PGSSLMODE
          value: require
        {{- end }}
      {{- end }}
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
          ephemeral-storage: 64Mi
        limits:
          cpu: 500m
          memory: 256Mi
          ephemeral-storage: 256Mi
      volumeMounts:
        - name: tmp
          mountPath: /tmp
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
  containers:
    - name: record
      image: docker.io/library/postgres:17.10-alpine
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - /scripts/record.sh
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 70
        runAsGroup: 70
      env:
        {{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded") }}
        - name: PGHOST
          value: {{ .Release.Name }}-postgresql.{{ include "event-backend.namespace" . }}.svc.cluster.local
        - name: PGPORT
          value: '5432'
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
        {{- end }}
        {{- if and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg") }}
        - name: PGHOST
          value: {{ .Release.Name }}-postgresql-rw.{{ include "event-backend.namespace" . }}.svc.cluster.local
        - name: PGPORT
          value: '5432'
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Release.Name }}-postgresql-app
              key: password
        {{- end }}
        {{- if and (not .Values.postgresql.enabled) .Values.externalPostgresql.host }}
        - name: PGHOST
          value: {{ .Values.externalPostgresql.host | quote }}
        - name: PGPORT
          value: {{ printf "%d" (int64 .Values.externalPostgresql.port) | quote }}
        - name: PGUSER
          value: {{ .Values.postgresql.postgresqlUsername | quote }}
        - name: PGDATABASE
          value: {{ .Values.postgresql.postgresqlDatabase | quote }}
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%s-postgresql" .Release.Name) | quote }}
              key: POSTGRES_PASSWORD
        - name: PGSSLMODE
          value: require
        {{- end }}
        - name: MIGRATION_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.labels['batch.kubernetes.io/job-name']
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
          ephemeral-storage: 64Mi
        limits:
          cpu: 500m
          memory: 256Mi
          ephemeral-storage: 256Mi
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: migration-scripts
          mountPath: /scripts
          readOnly: true
  volumes:
    - name: tmp
      emptyDir: {}
    - name: migration-scripts
      configMap:
        name: {{ include "event-backend.fullname" . }}-migration-scripts
  restartPolicy: OnFailure
{{- end }}
