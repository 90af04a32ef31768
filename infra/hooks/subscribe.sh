#!/usr/bin/env bash
# After provisioning: lets Event Grid tell the app of each drop. The app must run its own image by then, for Event Grid asks it, and the key is the host's own.
# Does nothing in a private network, where the clock finds the drops, and nothing before there is a first image.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z "${WINNOW_DROPS_TOPIC:-}" || -z "${SERVICE_APP_IMAGE_NAME:-}" ]]; then
  exit 0
fi

# The host makes the key when it first starts; the request wakes an app that sleeps.
key=
for _ in $(seq 30); do
  curl --silent --output /dev/null --max-time 20 "$WINNOW_URL/api/openapi.json" || true
  key=$(az containerapp function keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$WINNOW_APP" --key-type systemKey \
    --query "value.keys[?name=='blobs_extension'].value | [0]" --output tsv 2>/dev/null || true)
  [[ -n "$key" ]] && break
  sleep 10
done
if [[ -z "$key" ]]; then
  echo "The app $WINNOW_APP has no system key 'blobs_extension' after five minutes: look at its logs, then run azd hooks run postprovision." >&2
  exit 1
fi

# The key goes through a file that only this user reads, not through the list of processes.
parameters=$(mktemp)
trap 'rm -f "$parameters"' EXIT
cat > "$parameters" <<JSON
{
  "\$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "topicName": { "value": "$WINNOW_DROPS_TOPIC" },
    "appAddress": { "value": "${WINNOW_URL#https://}" },
    "systemKey": { "value": "$key" },
    "deadLetterAccountName": { "value": "${WINNOW_DEAD_LETTERS%%/*}" },
    "deadLetterContainerName": { "value": "${WINNOW_DEAD_LETTERS##*/}" }
  }
}
JSON
az deployment group create --resource-group "$AZURE_RESOURCE_GROUP" --name drop-subscription --template-file drop-subscription.bicep \
  --parameters "@$parameters" --output none
