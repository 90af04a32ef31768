// Every grant that Winnow needs, at the narrowest scope that works. Shared keys are off everywhere: without a line here there is no access.

@description('Required. Name of the account with the data.')
param dataAccountName string

@description('Required. Name of the account of the Functions host.')
param runtimeAccountName string

@description('Required. Name of the container for events that could not be delivered.')
param deadLetterContainerName string

@description('Required. Name of the Service Bus namespace.')
param serviceBusName string

@description('Required. Name of the container registry.')
param registryName string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Names of the Durable Task Scheduler and its task hub; both empty when orchestrations are kept in the runtime\'s account.')
param scheduler { name: string, taskHub: string }

@description('Required. Object id of the app\'s identity.')
param appPrincipalId string

@description('Required. Object id of the identity of the Event Grid topic; empty when there is none.')
param dropsPrincipalId string

@description('Optional. Object id of the person, group or pipeline that operates Winnow; empty for none. Default: empty.')
param operatorPrincipalId string = ''

@description('Optional. What the operator is. Default: User.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal' = 'User'

var roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  serviceBusDataOwner: '090c5cfd-751d-490a-894a-3ce6f1109419'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

// The app reads whatever container of its account a message names, and creates none: the account is the narrowest scope.
// Blob Data Owner is what the Functions documentation asks for a blob trigger and for the account of the host.
var dataRoles = [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor]
var runtimeRoles = empty(scheduler.name)
  ? [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor]
  : [roles.storageBlobDataOwner, roles.storageQueueDataContributor]

resource dataAccount 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: dataAccountName
}

resource runtimeAccount 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: runtimeAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = { name: deadLetterContainerName }
  }
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource requests 'queues' existing = { name: 'winnow-requests' }

  resource events 'topics' existing = {
    name: 'winnow-events'

    resource all 'subscriptions' existing = { name: 'all' }
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource taskScheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = {
  name: empty(scheduler.name) ? 'none' : scheduler.name

  resource taskHub 'taskHubs' existing = { name: empty(scheduler.taskHub) ? 'none' : scheduler.taskHub }
}

// The app.

resource appOnData 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in dataRoles: {
    scope: dataAccount
    name: guid(dataAccount.id, appPrincipalId, role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource appOnRuntime 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in runtimeRoles: {
    scope: runtimeAccount
    name: guid(runtimeAccount.id, appPrincipalId, role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// Owner of this one queue: KEDA reads its length through the same identity, which takes the right to manage it.
resource appOnRequests 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus::requests
  name: guid(serviceBus::requests.id, appPrincipalId, roles.serviceBusDataOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
  }
}

resource appOnEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus::events
  name: guid(serviceBus::events.id, appPrincipalId, roles.serviceBusDataSender)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
  }
}

resource appOnTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(scheduler.name)) {
  scope: taskScheduler::taskHub
  name: guid(taskScheduler::taskHub.id, appPrincipalId, roles.durableTaskDataContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

resource appOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, appPrincipalId, roles.acrPull)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}

resource appOnTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, appPrincipalId, roles.monitoringMetricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}

// Event Grid.

resource dropsOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(dropsPrincipalId)) {
  scope: runtimeAccount::blobs::deadLetters
  name: guid(runtimeAccount::blobs::deadLetters.id, dropsPrincipalId, roles.storageBlobDataContributor)
  properties: {
    principalId: dropsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}

// The operator: drops files, uploads models, sends requests, reads events and dead letters, looks at orchestrations, pushes images.

resource operatorOnData 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: dataAccount
  name: guid(dataAccount.id, operatorPrincipalId, roles.storageBlobDataContributor)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}

resource operatorOnRequests 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.serviceBusDataSender, roles.serviceBusDataReceiver]: if (!empty(operatorPrincipalId)) {
    scope: serviceBus::requests
    name: guid(serviceBus::requests.id, operatorPrincipalId, role)
    properties: {
      principalId: operatorPrincipalId
      principalType: operatorPrincipalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource operatorOnEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: serviceBus::events::all
  name: guid(serviceBus::events::all.id, operatorPrincipalId, roles.serviceBusDataReceiver)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
  }
}

resource operatorOnTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId) && !empty(scheduler.name)) {
  scope: taskScheduler::taskHub
  name: guid(taskScheduler::taskHub.id, operatorPrincipalId, roles.durableTaskDataContributor)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

resource operatorOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: registry
  name: guid(registry.id, operatorPrincipalId, roles.acrPush)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPush)
  }
}
