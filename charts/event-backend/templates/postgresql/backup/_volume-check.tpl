{{/*
Volume check of backup of postgresql.
*/}}
{{- define "event-backend.postgresql.backup.volumeCheck" -}}
metadata:
  labels:
    app: {{ .Release.Name }}-postgresql-backup
    app.kubernetes.io/name: postgresql-backup
    app.kubernetes.io/instance: {{ .Release.Name | quote }}
  annotations:
    {{- if .Values.istio.enabled }}
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: true
    sidecar.istio.io/nativeSidecar: 'true'
    {{- end }}
    checksum/scripts: {{ include "event-backend.postgresql.backup.scripts" . | printf "%s\n" | fromYaml | toJson | sha256sum | quote }}
spec:
  serviceAccountName: {{ .Release.Name }}-postgresql-backup
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 70
    runAsGroup: 70
    fsGroup: 70
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  terminationGracePeriodSeconds: 30
  containers:
    - name: backup
      image: docker.io/library/postgres:17.10-alpine
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - /scripts/check-volume.sh
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
        - name: scripts
          mountPath: /scripts
          readOnly: true
  volumes:
    - name: tmp
      emptyDir: {}
    - name: backup
      persistentVolumeClaim:
        claimName: {{ .Release.Name }}-postgresql-backup
    - name: scripts
      configMap:
        name: {{ .Release.Name }}-postgresql-backup-scripts
  restartPolicy: Never
{{- end }}
