#!/usr/bin/env bash
# Prints the image that the service (app, gpu) runs in the environment AZURE_ENV_NAME; nothing when there is none yet.
set -euo pipefail

az containerapp list --resource-group "rg-winnow-${AZURE_ENV_NAME}" --output tsv 2>/dev/null \
  --query "[?tags.\"azd-service-name\"=='$1'].properties.template.containers[0].image | [0]" | grep -v '^mcr.microsoft.com/' || true
