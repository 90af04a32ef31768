// Durable Task Scheduler: keeps orchestrations, and hands each app the work that it has functions for.

@description('Required. Name of the scheduler.')
param name string

@description('Required. Name of the task hub.')
param taskHubName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. SKU, and units of it where it is Dedicated.')
param sku { sku: 'Consumption' | 'Dedicated', capacity: int }

@description('Optional. Addresses or CIDR ranges of people who look at the dashboard. The app does not need to be here: it comes through its private endpoint. Default: none, no public access.')
param operatorAddresses string[] = []

@description('Required. Range of the virtual network from which the app comes.')
param networkAddresses string

@description('Required. How many days orchestrations that have ended are kept; failed ones three times as long.')
param historyDays int

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: sku.sku == 'Dedicated' ? { name: sku.sku, capacity: sku.capacity } : { name: sku.sku }
    // An empty list would refuse everybody.
    ipAllowlist: [networkAddresses, ...operatorAddresses]
    publicNetworkAccess: empty(operatorAddresses) ? 'Disabled' : 'Enabled'
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: taskHubName
  properties: {}
}

resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2026-02-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      { retentionPeriodInDays: historyDays }
      { retentionPeriodInDays: 3 * historyDays, orchestrationState: 'Failed' }
    ]
  }
}

@description('Resource id of the scheduler.')
output id string = scheduler.id

@description('Name of the scheduler.')
output name string = scheduler.name

@description('Name of the task hub.')
output taskHubName string = taskHub.name

@description('Address of the scheduler.')
output endpoint string = scheduler.properties.endpoint
