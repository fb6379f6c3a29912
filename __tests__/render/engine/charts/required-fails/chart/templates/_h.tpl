{{- define "h" }}
{{- required "owner must be set" .Values.owner }}
{{- end }}
