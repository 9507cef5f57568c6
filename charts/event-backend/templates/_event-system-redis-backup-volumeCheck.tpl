{{/* Volume check of backup. */}}
{{- define "event-backend.event-system.redis.backup.volumeCheck" -}}
metadata:
  labels:
    app: {{ .Release.Name }}-redis-backup
    app.kubernetes.io/name: redis-backup
    app.kubernetes.io/instance: {{ .Release.Name | quote }}
  {{- if .Values.istio.enabled }}
  annotations:
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: true
    sidecar.istio.io/nativeSidecar: 'true'
  {{- end }}
spec:
  serviceAccountName: {{ .Release.Name }}-redis-backup
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  terminationGracePeriodSeconds: 30
  containers:
    - name: backup
      image: docker.io/valkey/valkey:8.1.8-alpine
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

          : "${BACKUP_DIR:?is not set: the folder of the backups}"
          case $BACKUP_DIR in
            /*) ;;
            *) refuse "BACKUP_DIR is '$BACKUP_DIR', expected an absolute path" ;;
          esac
          [ -d "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not a folder: mount the backup volume there"

          [ -w "$BACKUP_DIR" ] || fail "BACKUP_DIR '$BACKUP_DIR' is not writable for user $(id -u): set fsGroup on the pod"

          partial=$(mktemp "$BACKUP_DIR/.partial.XXXXXX") || fail "nothing can be written to BACKUP_DIR '$BACKUP_DIR'"
          rm -f "$partial"
          say "backups can be written to $BACKUP_DIR"
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
      env:
        - name: BACKUP_DIR
          value: /backup
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
          ephemeral-storage: 64Mi
        limits:
          cpu: '1'
          memory: 256Mi
          ephemeral-storage: 256Mi
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: backup
          mountPath: /backup
  volumes:
    - name: tmp
      emptyDir: {}
    - name: backup
      persistentVolumeClaim:
        claimName: {{ .Release.Name }}-redis-backup
  restartPolicy: Never
{{- end }}
