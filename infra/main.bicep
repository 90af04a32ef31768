// Winnow, from an empty subscription: this file only composes. What differs between deployments is in profiles.bicep.

targetScope = 'subscription'

import { profileType } from 'profiles.bicep'
import { byIdentity, cpuFunctions, disabled, gpuFunctions, storageByIdentity, workflowSettings } from 'modules/settings.bicep'

@description('Required. Name of the environment, such as dev; it is part of names and tags.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Required. Region. With a GPU: one that has serverless GPUs.')
param location string

@description('Required. How closed, how large, how long things are kept.')
param profile profileType

@description('Required. Client id of the Entra application that stands for the HTTP API; hooks/prepare.sh makes it.')
param entraClientId string

@description('Required. Who is told of alerts, by e-mail.')
@minLength(1)
param alertEmails string[]

@description('Required. First day of the month in which the budget begins, such as 2026-11-01. It cannot be changed afterwards.')
param budgetStart string

@description('Optional. Image of the app. Default: a public sample, until there is a first image.')
param appImage string = ''

@description('Optional. Image of the app with CUDA. Default: the same sample.')
param gpuImage string = ''

@description('Optional. Object id of the person, group or pipeline that operates Winnow. Default: none.')
param operatorPrincipalId string = ''

@description('Optional. What the operator is. Default: User.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal' = 'User'

@description('Optional. Addresses or CIDR ranges from which operators see the dashboard of orchestrations; ignored in a private network. Default: none.')
param operatorAddresses string[] = []

@description('Optional. More tags. Default: none.')
param extraTags object = {}

var token = uniqueString(subscription().id, environmentName, location)
var tags = union({ 'azd-env-name': environmentName, workload: 'winnow' }, extraTags)
var names = {
  app: 'ca-winnow-${token}'
  component: 'appi-winnow-${token}'
  dataAccount: 'stwinnow${token}'
  deadLetters: 'drop-dead-letters'
  drops: 'evgt-winnow-${token}'
  environment: 'cae-winnow-${token}'
  gpu: 'ca-winnow-gpu-${token}'
  identity: 'id-winnow-${token}'
  monitorScope: 'ampls-winnow-${token}'
  network: 'vnet-winnow-${token}'
  registry: 'crwinnow${token}'
  runtimeAccount: 'stwinrun${token}'
  scheduler: 'dts-winnow-${token}'
  serviceBus: 'sb-winnow-${token}'
  taskHub: 'winnow'
  workspace: 'log-winnow-${token}'
}

var isPrivate = profile.network == 'private'
var hasScheduler = profile.durableBackend == 'scheduler'
var gpuProfiles = { none: '', T4: 'Consumption-GPU-NC8as-T4', A100: 'Consumption-GPU-NC24-A100' }
var gpuSizes = { T4: { cpu: '8.0', memory: '56Gi' }, A100: { cpu: '24.0', memory: '220Gi' } }
var hasGpu = profile.gpu.kind == 'none'
  ? false
  : hasScheduler ? true : fail('A GPU needs the durable backend "scheduler": only that routes work to the app that has the GPU.')
var minReplicas = hasScheduler || profile.app.minReplicas > 0
  ? profile.app.minReplicas
  : fail('The durable backend "storage" wakes no app: set app.minReplicas to 1 or more.')
var sampleImage = 'mcr.microsoft.com/azure-functions/dotnet8-quickstart-demo:1.0'

var networkAddresses = '10.42.0.0/16'
var schedulerEndpoints = hasScheduler
  ? [{ name: 'pe-scheduler-${token}', serviceId: scheduler!.outputs.id, groupId: 'scheduler', zones: ['scheduler'] }]
  : []
var privateEndpoints = [
  { name: 'pe-data-blob-${token}', serviceId: dataStorage.outputs.id, groupId: 'blob', zones: ['blob'] }
  { name: 'pe-data-queue-${token}', serviceId: dataStorage.outputs.id, groupId: 'queue', zones: ['queue'] }
  { name: 'pe-data-table-${token}', serviceId: dataStorage.outputs.id, groupId: 'table', zones: ['table'] }
  { name: 'pe-run-blob-${token}', serviceId: runtimeStorage.outputs.id, groupId: 'blob', zones: ['blob'] }
  { name: 'pe-run-queue-${token}', serviceId: runtimeStorage.outputs.id, groupId: 'queue', zones: ['queue'] }
  { name: 'pe-run-table-${token}', serviceId: runtimeStorage.outputs.id, groupId: 'table', zones: ['table'] }
  { name: 'pe-servicebus-${token}', serviceId: messaging.outputs.id, groupId: 'namespace', zones: ['servicebus'] }
  { name: 'pe-registry-${token}', serviceId: registry.outputs.id, groupId: 'registry', zones: ['registry'] }
  {
    name: 'pe-monitor-${token}'
    serviceId: isPrivate ? monitorScope!.outputs.id : ''
    groupId: 'azuremonitor'
    zones: ['monitor', 'oms', 'ods', 'agent', 'blob']
  }
]

var durableSettings = hasScheduler
  ? {
      'AzureFunctionsJobHost:extensions:durableTask:hubName': names.taskHub
      'AzureFunctionsJobHost:extensions:durableTask:storageProvider:type': 'azureManaged'
      'AzureFunctionsJobHost:extensions:durableTask:storageProvider:workItemFilteringEnabled': 'true'
      TASKHUB_NAME: names.taskHub
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
    }
  : {
      'AzureFunctionsJobHost:extensions:durableTask:hubName': names.taskHub
      'AzureFunctionsJobHost:extensions:durableTask:storageProvider:type': 'AzureStorage'
      'AzureFunctionsJobHost:extensions:durableTask:storageProvider:connectionStringName': 'AzureWebJobsStorage'
      TASKHUB_NAME: names.taskHub
    }
var hostSettings = {
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  AZURE_CLIENT_ID: identity.outputs.clientId
  AzureWebJobsSecretStorageType: 'blob'
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.outputs.clientId}'
}
var settings = union(
  workflowSettings,
  hostSettings,
  durableSettings,
  storageByIdentity(
    'AzureWebJobsStorage',
    identity.outputs.clientId,
    names.runtimeAccount,
    hasScheduler ? ['blob', 'queue'] : ['blob', 'queue', 'table']
  ),
  storageByIdentity('Storage', identity.outputs.clientId, names.dataAccount, ['blob', 'queue', 'table']),
  byIdentity('ServiceBus', identity.outputs.clientId, { fullyQualifiedNamespace: messaging.outputs.address })
)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-winnow-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  name: 'identity'
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    workspaceName: names.workspace
    componentName: names.component
    location: location
    tags: tags
    logDays: profile.retention.logDays
    isPrivate: isPrivate
    names: { app: names.app, gpu: names.gpu, serviceBus: names.serviceBus }
  }
}

module network 'modules/network.bicep' = {
  scope: group
  name: 'network'
  params: {
    name: names.network
    location: location
    tags: tags
    addresses: networkAddresses
    zones: concat(
      hasScheduler ? ['scheduler'] : [],
      isPrivate ? ['blob', 'queue', 'table', 'servicebus', 'registry', 'monitor', 'oms', 'ods', 'agent'] : []
    )
    workspaceId: monitoring.outputs.workspaceId
  }
}

module monitorScope 'modules/monitor-scope.bicep' = if (isPrivate) {
  scope: group
  name: 'monitor-scope'
  params: { name: names.monitorScope, tags: tags, resourceIds: [monitoring.outputs.workspaceId, monitoring.outputs.componentId] }
}

module dataStorage 'modules/storage.bicep' = {
  scope: group
  name: 'data-storage'
  params: {
    name: names.dataAccount
    location: location
    tags: tags
    redundancy: profile.redundancy
    isPrivate: isPrivate
    containers: ['incoming', 'items', 'annotations', 'quarantine', 'versions', 'predictions', 'evaluations', 'models', 'work']
    tables: [
      'Items'
      'Hashes'
      'Names'
      'Annotations'
      'Predictions'
      'Index'
      'Datasets'
      'Versions'
      'Models'
      'Evaluations'
      'Metrics'
      'Leaderboard'
      'Imports'
      'Quarantine'
      'Intake'
      'Outbox'
    ]
    deletedDays: profile.retention.deletedDays
    versionDays: profile.retention.versionDays
    rules: [
      {
        name: 'work'
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['work/'] }
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: profile.retention.workDays } } }
        }
      }
      {
        name: 'quarantine'
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['quarantine/'] }
          actions: {
            baseBlob: {
              tierToCool: { daysAfterModificationGreaterThan: 30 }
              delete: { daysAfterModificationGreaterThan: profile.retention.quarantineDays }
            }
          }
        }
      }
      {
        name: 'versions'
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: { blobTypes: ['blockBlob'] }
          actions: { version: { delete: { daysAfterCreationGreaterThan: profile.retention.versionDays } } }
        }
      }
    ]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module runtimeStorage 'modules/storage.bicep' = {
  scope: group
  name: 'runtime-storage'
  params: {
    name: names.runtimeAccount
    location: location
    tags: tags
    redundancy: profile.redundancy == 'LRS' ? 'LRS' : 'ZRS'
    isPrivate: isPrivate
    containers: [names.deadLetters]
    deletedDays: profile.retention.deletedDays
    rules: [
      {
        name: 'dead-letters'
        enabled: true
        type: 'Lifecycle'
        definition: {
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['${names.deadLetters}/'] }
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: profile.retention.workDays } } }
        }
      }
    ]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messaging 'modules/messaging.bicep' = {
  scope: group
  name: 'messaging'
  params: {
    name: names.serviceBus
    location: location
    tags: tags
    isPrivate: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (hasScheduler) {
  scope: group
  name: 'scheduler'
  params: {
    name: names.scheduler
    taskHubName: names.taskHub
    location: location
    tags: tags
    sku: profile.scheduler
    operatorAddresses: isPrivate ? [] : operatorAddresses
    networkAddresses: networkAddresses
    historyDays: profile.retention.historyDays
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  name: 'registry'
  params: {
    name: names.registry
    location: location
    tags: tags
    isPrivate: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

// Events of drops need an app that they can reach: in a private network the clock finds the drops.
module drops 'modules/drops.bicep' = if (!isPrivate) {
  scope: group
  name: 'drops'
  params: {
    name: names.drops
    location: location
    tags: tags
    dataAccountId: dataStorage.outputs.id
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'modules/private-endpoints.bicep' = {
  scope: group
  name: 'private-endpoints'
  params: {
    endpoints: concat(schedulerEndpoints, isPrivate ? privateEndpoints : [])
    location: location
    tags: tags
    subnetId: network.outputs.endpointsSubnetId
  }
}

module rbac 'rbac.bicep' = {
  scope: group
  name: 'rbac'
  params: {
    dataAccountName: dataStorage.outputs.name
    runtimeAccountName: runtimeStorage.outputs.name
    deadLetterContainerName: names.deadLetters
    serviceBusName: messaging.outputs.name
    registryName: registry.outputs.name
    componentName: monitoring.outputs.componentName
    scheduler: hasScheduler ? { name: scheduler!.outputs.name, taskHub: scheduler!.outputs.taskHubName } : { name: '', taskHub: '' }
    appPrincipalId: identity.outputs.principalId
    dropsPrincipalId: isPrivate ? '' : drops!.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
  }
}

module appEnvironment 'modules/environment.bicep' = {
  scope: group
  name: 'environment'
  params: {
    name: names.environment
    location: location
    tags: tags
    subnetId: network.outputs.appsSubnetId
    isPrivate: isPrivate
    isZoneRedundant: profile.redundancy != 'LRS'
    gpuProfile: gpuProfiles[profile.gpu.kind]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module appNames 'modules/app-names.bicep' = if (isPrivate) {
  scope: group
  name: 'app-names'
  params: {
    domain: appEnvironment.outputs.domain
    address: appEnvironment.outputs.address
    networkId: network.outputs.id
    tags: tags
  }
}

module app 'modules/function-app.bicep' = {
  scope: group
  name: 'app'
  params: {
    name: names.app
    location: location
    tags: union(tags, { 'azd-service-name': 'app' })
    environmentId: appEnvironment.outputs.id
    workloadProfile: 'Consumption'
    image: empty(appImage) ? sampleImage : appImage
    registry: registry.outputs.loginServer
    identityId: identity.outputs.id
    size: { cpu: profile.app.cpu, memory: profile.app.memory }
    replicas: { min: minReplicas, max: profile.app.maxReplicas }
    settings: union(settings, hasGpu ? disabled(gpuFunctions) : {})
    isExternal: true
    entraClientId: entraClientId
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [rbac, endpoints]
}

module gpuApp 'modules/function-app.bicep' = if (hasGpu) {
  scope: group
  name: 'gpu'
  params: {
    name: names.gpu
    location: location
    tags: union(tags, { 'azd-service-name': 'gpu' })
    environmentId: appEnvironment.outputs.id
    workloadProfile: gpuProfiles[profile.gpu.kind]
    image: empty(gpuImage) ? sampleImage : gpuImage
    registry: registry.outputs.loginServer
    identityId: identity.outputs.id
    size: gpuSizes[profile.gpu.kind]
    replicas: { min: profile.gpu.minReplicas, max: profile.gpu.maxReplicas }
    settings: union(settings, disabled(cpuFunctions), {
      // It serves no HTTP, and nothing stands in front of it.
      'Api:Access': 'Closed'
      'Inference:Provider': 'cuda'
      // One pack on the GPU, one being read and decoded.
      'AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions': '2'
    })
    isExternal: false
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [rbac, endpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: messaging.outputs.id
    dropsTopicId: isPrivate ? '' : drops!.outputs.id
    gpu: { app: hasGpu ? names.gpu : '', idleMinutes: profile.gpu.idleMinutes }
    monthlyBudget: profile.monthlyBudget
    budgetStart: budgetStart
  }
}

@description('Name of the resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Address of the registry; azd pushes images there.')
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer

@description('Address of the HTTP API.')
output WINNOW_URL string = 'https://${app.outputs.address}'

@description('Address of the blob service of the data account, for uploads.')
output WINNOW_STORAGE string = 'https://${names.dataAccount}.blob.${environment().suffixes.storage}'

@description('Address of the Service Bus namespace.')
output WINNOW_SERVICE_BUS string = messaging.outputs.address

@description('Name of the app.')
output WINNOW_APP string = names.app

@description('Name of the GPU app; empty when there is none.')
output WINNOW_GPU_APP string = hasGpu ? names.gpu : ''

@description('Name of the Event Grid topic of drops; empty in a private network.')
output WINNOW_DROPS_TOPIC string = isPrivate ? '' : names.drops

@description('Name of the account and of the container that keep events which could not be delivered.')
output WINNOW_DEAD_LETTERS string = '${names.runtimeAccount}/${names.deadLetters}'
