#!/usr/bin/env bash
# Before provisioning: what Bicep takes from the environment and nobody has set yet. Does nothing where everything is set.
set -euo pipefail
cd "$(dirname "$0")/.."

# The first day of the budget, which cannot change afterwards.
if [[ -z "${WINNOW_BUDGET_START:-}" ]]; then
  azd env set WINNOW_BUDGET_START "$(date -u +%Y-%m-01)"
fi

# The Entra application that stands for the HTTP API. Who has none of its roles gets no token.
if [[ -z "${WINNOW_ENTRA_CLIENT_ID:-}" ]]; then
  client_id=$(az ad app create --display-name "winnow-${AZURE_ENV_NAME}" --sign-in-audience AzureADMyOrg --app-roles @app-roles.json --query appId --output tsv)
  # Tokens of version 2: those of version 1 name another issuer than the app expects.
  az ad app update --id "$client_id" --identifier-uris "api://$client_id" --set api='{"requestedAccessTokenVersion": 2}'
  principal_id=$(az ad sp create --id "$client_id" --query id --output tsv)
  az ad sp update --id "$principal_id" --set appRoleAssignmentRequired=true
  azd env set WINNOW_ENTRA_CLIENT_ID "$client_id"
fi

# The images that run now: a machine that has not deployed before, such as a runner, must not put the sample in their place.
for service in app gpu; do
  variable="SERVICE_${service^^}_IMAGE_NAME"
  image=$(hooks/current-image.sh "$service")
  if [[ -z "${!variable:-}" && -n "$image" ]]; then
    azd env set "$variable" "$image"
  fi
done
