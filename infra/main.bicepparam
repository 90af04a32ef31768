// The parameters, from the environment that azd or CI sets; WINNOW_PROFILE is dev, prod or locked-down.
using 'main.bicep'
import { profiles } from 'profiles.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param profile = profiles[readEnvironmentVariable('WINNOW_PROFILE', 'dev')]
param entraClientId = readEnvironmentVariable('WINNOW_ENTRA_CLIENT_ID')
param alertEmails = split(readEnvironmentVariable('WINNOW_ALERT_EMAILS'), ',')
param budgetStart = readEnvironmentVariable('WINNOW_BUDGET_START')
param appImage = readEnvironmentVariable('SERVICE_APP_IMAGE_NAME', '')
param gpuImage = readEnvironmentVariable('SERVICE_GPU_IMAGE_NAME', '')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param operatorAddresses = filter(split(readEnvironmentVariable('WINNOW_OPERATOR_ADDRESSES', ''), ','), address => !empty(address))
