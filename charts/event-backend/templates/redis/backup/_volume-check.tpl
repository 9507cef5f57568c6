{{/*
Volume check of backup of redis.
*/}}
{{- define "event-backend.redis.backup.volumeCheck" -}}
metadata:
  labels:
    app: {{ .Release.Name }}-redis-backup
    app.kubernetes.io/name: redis-backup
    app.kubernetes.io/instance: {{ .Release.Name | quote }}
  annotations:
    {{- if .Values.istio.enabled }}
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: true
    sidecar.istio.io/nativeSidecar: 'true'
    {{- end }}
    checksum/scripts: {{ include "event-backend.redis.backup.scripts" . | printf "%s\n" | fromYaml | toJson | sha256sum | quote }}
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
        claimName: {{ .Release.Name }}-redis-backup
    - name: scripts
      configMap:
        name: {{ .Release.Name }}-redis-backup-scripts
  restartPolicy: Never
{{- end }}
