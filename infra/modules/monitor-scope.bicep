// Lets logs in through the virtual network, and no other way.

@description('Required. Name of the scope.')
param name string

@description('Required. Tags.')
param tags object

@description('Required. Resource ids of the workspace and of the Application Insights component.')
param resourceIds string[]

resource scope 'Microsoft.Insights/privateLinkScopes@2023-06-01-preview' = {
  name: name
  location: 'global'
  tags: tags
  properties: { accessModeSettings: { ingestionAccessMode: 'PrivateOnly', queryAccessMode: 'PrivateOnly' } }
}

resource members 'Microsoft.Insights/privateLinkScopes/scopedResources@2023-06-01-preview' = [
  for id in resourceIds: {
    parent: scope
    name: last(split(id, '/'))
    properties: { linkedResourceId: id }
  }
]

@description('Resource id of the scope.')
output id string = scope.id
