// Private addresses of services, one endpoint per service and kind.

import { zoneNames, zoneType } from 'zones.bicep'

@export()
@description('A private address: of which service, which of its endpoints, and the DNS zones that name it.')
type endpointType = {
  @description('Required. Name of the endpoint.')
  name: string
  @description('Required. Resource id of the service.')
  serviceId: string
  @description('Required. Which endpoint of the service, such as blob.')
  groupId: string
  @description('Required. The private DNS zones.')
  zones: zoneType[]
}

@description('Required. The endpoints.')
param endpoints endpointType[]

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Resource id of the subnet.')
param subnetId string

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2025-05-01' = [
  for endpoint in endpoints: {
    name: endpoint.name
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        { name: endpoint.name, properties: { privateLinkServiceId: endpoint.serviceId, groupIds: [endpoint.groupId] } }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = [
  for (endpoint, index) in endpoints: {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: map(endpoint.zones, zone => {
        name: zone
        properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zoneNames[zone]) }
      })
    }
  }
]
