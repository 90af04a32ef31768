// Names the apps of a private environment within the virtual network.

@description('Required. Domain of the environment.')
param domain string

@description('Required. Address of the environment.')
param address string

@description('Required. Resource id of the virtual network.')
param networkId string

@description('Required. Tags.')
param tags object

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: domain
  location: 'global'
  tags: tags

  resource apps 'A' = {
    name: '*'
    properties: { ttl: 300, aRecords: [{ ipv4Address: address }] }
  }

  resource link 'virtualNetworkLinks' = {
    name: 'winnow'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}
