#!/usr/bin/env bash
# Before the first provisioning: the Entra application that stands for the HTTP API, and the first day of the budget. Does nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z "${WINNOW_BUDGET_START:-}" ]]; then
  azd env set WINNOW_BUDGET_START "$(date -u +%Y-%m-01)"
fi

if [[ -z "${WINNOW_ENTRA_CLIENT_ID:-}" ]]; then
  client_id=$(az ad app create --display-name "winnow-${AZURE_ENV_NAME}" --sign-in-audience AzureADMyOrg --app-roles @app-roles.json --query appId --output tsv)
  az ad app update --id "$client_id" --identifier-uris "api://$client_id"
  # Who has no role gets no token.
  principal_id=$(az ad sp create --id "$client_id" --query id --output tsv)
  az ad sp update --id "$principal_id" --set appRoleAssignmentRequired=true
  azd env set WINNOW_ENTRA_CLIENT_ID "$client_id"
fi
