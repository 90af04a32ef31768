// Event Grid's view of the data account. The subscription is made after the app is there: see drop-subscription.bicep.

@description('Required. Name of the system topic.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Resource id of the data account.')
param dataAccountId string

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: { source: dataAccountId, topicType: 'Microsoft.Storage.StorageAccounts' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: topic
  name: 'winnow'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the topic.')
output id string = topic.id

@description('Object id of the topic\'s identity, which writes dead letters.')
output principalId string = topic.identity.principalId
