// Service Bus: requests come in by queue, events go out by topic. Names and limits are those of the local endpoint (local.settings.sample.json).

@description('Required. Name of the namespace.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Whether the namespace is reached through private addresses only, which takes its Premium SKU.')
param isPrivate bool

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: isPrivate ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  resource requests 'queues' = {
    name: 'winnow-requests'
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT10M'
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
      deadLetteringOnMessageExpiration: false
    }
  }

  resource events 'topics' = {
    name: 'winnow-events'
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT10M'
      // A subscription that nobody reads must not fill the topic, for then no event gets out any more.
      defaultMessageTimeToLive: 'P14D'
    }

    resource all 'subscriptions' = {
      name: 'all'
      properties: {
        lockDuration: 'PT1M'
        maxDeliveryCount: 10
        deadLetteringOnMessageExpiration: false
      }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: serviceBus
  name: 'winnow'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the namespace.')
output id string = serviceBus.id

@description('Name of the namespace.')
output name string = serviceBus.name

@description('Address of the namespace.')
output address string = split(serviceBus.properties.serviceBusEndpoint, '/')[2]
