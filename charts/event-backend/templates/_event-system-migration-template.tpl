{{/* Template of migration. */}}
{{- define "event-backend.event-system.migration.template" -}}
metadata:
  labels:
    app: {{ include "event-backend.fullname" . }}-migration
    {{- include "event-backend.labels" . | nindent 4 }}
    app.kubernetes.io/component: migration
  {{- if .Values.istio.enabled }}
  annotations:
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: true
    sidecar.istio.io/nativeSidecar: 'true'
  {{- end }}
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
        - -c
        - |
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

          : "${PGHOST:?is not set: the host name of the PostgreSQL server}"
          : "${PGUSER:?is not set: the PostgreSQL role}"
          : "${PGDATABASE:?is not set: the database}"
          export PGCONNECT_TIMEOUT=5

          export PGAPPNAME=event-mesh-wait
          WAIT_SECONDS=${WAIT_SECONDS:-300}
          whole WAIT_SECONDS "$WAIT_SECONDS"
          until_deadline() {
            began=$(date +%s)
            pause=1
            until attempt; do
              waited=$(($(date +%s) - began))
              say "waiting for $1 ($waited s of $WAIT_SECONDS s): $reason"
              left=$((WAIT_SECONDS - waited))
              [ "$left" -gt 0 ] || return 1
              [ "$pause" -le "$left" ] || pause=$left
              sleep "$pause"
              pause=$((pause * 2))
              [ "$pause" -le 5 ] || pause=5
            done
          }

          attempt() { reason=$(psql -X -w -q -c 'SELECT 1' 2>&1 >/dev/null); }
          until_deadline "database '$PGDATABASE' on $PGHOST" || fail "gave up after $WAIT_SECONDS s: $reason"
          say "database '$PGDATABASE' on $PGHOST answers"
      {{- if or (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) }}
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
        runAsUser: 70
        runAsGroup: 70
    - name: migrate
      {{- if ternary .Values.image.digest .Values.backend.image.digest (and (not .Values.backend.image.repository) (not .Values.backend.image.tag) (not .Values.backend.image.digest)) }}
      image: {{ printf "%v@%v" (.Values.backend.image.repository | default .Values.image.repository) (ternary .Values.image.digest .Values.backend.image.digest (and (not .Values.backend.image.repository) (not .Values.backend.image.tag) (not .Values.backend.image.digest))) | quote }}
      {{- else }}
      image: {{ printf "%v:%v" (.Values.backend.image.repository | default .Values.image.repository) (.Values.backend.image.tag | default .Values.image.tag) | quote }}
      {{- end }}
      imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
      command:
        {{- toYaml .Values.migrations.command | nindent 8 }}
      {{- if or (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "embedded")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and .Values.postgresql.enabled (eq .Values.postgresql.mode "cloudnative-pg")) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) (and (not .Values.postgresql.enabled) .Values.externalPostgresql.host) }}
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
        - -c
        - |
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

          : "${PGHOST:?is not set: the host name of the PostgreSQL server}"
          : "${PGUSER:?is not set: the PostgreSQL role}"
          : "${PGDATABASE:?is not set: the database}"
          export PGCONNECT_TIMEOUT=5

          export PGAPPNAME=event-mesh-migration-record
          : "${MIGRATION_NAME:?is not set: the name of the migration to record}"
          # The lock makes others wait who would create the schema at the same time.
          psql -X -w -q -o /dev/null -v ON_ERROR_STOP=1 -v name="$MIGRATION_NAME" --single-transaction -f - <<'SQL' ||
          SELECT pg_advisory_xact_lock(hashtextextended('event_mesh.migrations', 0));
          SELECT to_regnamespace('event_mesh') IS NULL AS no_schema \gset
          \if :no_schema
          CREATE SCHEMA event_mesh;
          GRANT USAGE ON SCHEMA event_mesh TO PUBLIC;
          \endif
          SELECT to_regclass('event_mesh.migrations') IS NULL AS no_table \gset
          \if :no_table
          CREATE TABLE event_mesh.migrations (name text PRIMARY KEY, completed_at timestamptz NOT NULL DEFAULT now());
          GRANT SELECT ON event_mesh.migrations TO PUBLIC;
          \endif
          INSERT INTO event_mesh.migrations (name) VALUES (:'name') ON CONFLICT (name) DO NOTHING;
          SQL
            fail "migration '$MIGRATION_NAME' was not recorded; when a right is missing, record as the owner of database '$PGDATABASE'"
          say "recorded migration '$MIGRATION_NAME' in database '$PGDATABASE'"
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
              name: {{ .Values.postgresql.auth.existingSecret | default (printf "%v-postgresql" .Release.Name) | quote }}
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
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
  restartPolicy: OnFailure
{{- end }}
