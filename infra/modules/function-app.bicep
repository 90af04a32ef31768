// A container app of kind functionapp. Scale rules are not ours to write: the platform derives them from the functions that are on.

@description('Required. Name of the app, at most 32 characters; it is also the host id, under which the Functions host keeps locks, receipts and keys.')
@maxLength(32)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Resource id of the environment.')
param environmentId string

@description('Required. Name of the workload profile.')
param workloadProfile string

@description('Required. The image.')
param image string

@description('Required. Address of the registry that has it, unless it is a public one.')
param registry string

@description('Required. Resource id of the identity.')
param identityId string

@description('Required. vCPU and memory of a replica, such as { cpu: 2.0, memory: 4Gi }.')
param size { cpu: string, memory: string }

@description('Required. How many replicas run at least and at most.')
param replicas { min: int, max: int }

@description('Required. Settings, with colons in their names.')
param settings object

@description('Required. Whether the app is reached from outside of its environment.')
param isExternal bool

@description('Optional. Client id of the Entra application whose tokens the app takes; empty for an app that nobody calls. Default: empty.')
param entraClientId string = ''

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

var hostSettings = { 'AzureFunctionsWebHost:hostid': name }

resource app 'Microsoft.App/containerApps@2026-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: workloadProfile
    configuration: {
      // One revision at a time: two would share locks and receipts.
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 10
      registries: [{ server: registry, identity: identityId }]
      // Event-driven scaling needs an ingress, also where nobody calls.
      ingress: {
        external: isExternal
        targetPort: 80
        transport: 'auto'
        allowInsecure: false
        traffic: [{ latestRevision: true, weight: 100 }]
      }
    }
    template: {
      // The longest that the platform gives: a shard that is under way ends, and is not done twice.
      terminationGracePeriodSeconds: 600
      containers: [
        {
          name: 'functions'
          image: image
          resources: { cpu: json(size.cpu), memory: size.memory }
          env: map(items(union(hostSettings, settings)), setting => { name: replace(setting.key, ':', '__'), value: setting.value })
        }
      ]
      scale: { minReplicas: replicas.min, maxReplicas: replicas.max }
    }
  }
}

resource authentication 'Microsoft.App/containerApps/authConfigs@2026-01-01' = if (!empty(entraClientId)) {
  parent: app
  name: 'current'
  properties: {
    platform: { enabled: true }
    httpSettings: { requireHttps: true }
    globalValidation: {
      unauthenticatedClientAction: 'Return401'
      // Event Grid brings the system key of the blob extension, not a token; the description of the API is for everybody.
      excludedPaths: ['/runtime/webhooks/blobs', '/api/openapi.json']
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        // No client secret: the app checks tokens and signs nobody in.
        registration: { clientId: entraClientId, openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0' }
        validation: { allowedAudiences: [entraClientId, 'api://${entraClientId}'] }
      }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'winnow'
  properties: { workspaceId: workspaceId, metrics: [{ category: 'AllMetrics', enabled: true }] }
}

@description('Resource id of the app.')
output id string = app.id

@description('Address of the app.')
output address string = app.properties.configuration.ingress.fqdn
