// The Container Apps environment: a consumption profile, and a serverless GPU profile where one is wanted.

@description('Required. Name of the environment.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Resource id of the subnet of the apps.')
param subnetId string

@description('Required. Whether apps are reached through the virtual network only.')
param isPrivate bool

@description('Required. Whether replicas are spread across zones.')
param isZoneRedundant bool

@description('Required. Name of the GPU workload profile; empty for none.')
param gpuProfile string

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

var consumption = { name: 'Consumption', workloadProfileType: 'Consumption' }

resource environment 'Microsoft.App/managedEnvironments@2026-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: isPrivate }
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    zoneRedundant: isZoneRedundant
    // Logs go by the diagnostic setting below: the other way would need the workspace's key.
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: empty(gpuProfile) ? [consumption] : [consumption, { name: gpuProfile, workloadProfileType: gpuProfile }]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'winnow'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the environment.')
output id string = environment.id

@description('Domain of the apps.')
output domain string = environment.properties.defaultDomain

@description('Address of the apps within the virtual network.')
output address string = environment.properties.staticIp
