// Log Analytics, Application Insights on top of it, and the workbook. Both take Entra tokens only.

@description('Required. Name of the workspace.')
param workspaceName string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. How many days logs are kept.')
param logDays int

@description('Required. Whether logs are taken and read through private addresses only.')
param isPrivate bool

@description('Required. Names that the queries of the workbook need: { app, gpu, serviceBus }.')
param names { app: string, gpu: string, serviceBus: string }

var access = isPrivate ? 'Disabled' : 'Enabled'
var workbook = replace(
  replace(replace(loadTextContent('../queries/workbook.json'), '{app}', names.app), '{gpu}', names.gpu),
  '{serviceBus}',
  names.serviceBus
)

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logDays
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    publicNetworkAccessForIngestion: access
    publicNetworkAccessForQuery: access
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    publicNetworkAccessForIngestion: access
    publicNetworkAccessForQuery: access
  }
}

resource dashboard 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'winnow')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Winnow'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: workbook
    version: '1.0'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'winnow'
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Resource id of the Application Insights component.')
output componentId string = component.id

@description('Name of the Application Insights component.')
output componentName string = component.name

@description('Where telemetry goes. It holds no secret: the component refuses what comes without a token.')
output connectionString string = component.properties.ConnectionString
