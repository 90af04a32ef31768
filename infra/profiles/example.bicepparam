// What the profiles of this folder share: values of an example.
using none

param environmentName = 'example'
param location = 'swedencentral'
param entraClientId = '00000000-0000-0000-0000-0000000000aa'
param alertEmails = ['winnow@example.com']
param budgetStart = '2026-11-01'
param appImage = 'example.azurecr.io/winnow/app:1'
param gpuImage = 'example.azurecr.io/winnow/gpu:1'
param operatorPrincipalId = '00000000-0000-0000-0000-0000000000bb'
param operatorPrincipalType = 'Group'
