// Private DNS zones by the kind of endpoint that they name.

@export()
@description('What a private DNS zone is for.')
type zoneType = 'blob' | 'queue' | 'table' | 'servicebus' | 'registry' | 'scheduler' | 'monitor' | 'oms' | 'ods' | 'agent'

@export()
@description('The names of the zones.')
var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  servicebus: 'privatelink.servicebus.windows.net'
  registry: 'privatelink.azurecr.io'
  scheduler: 'privatelink.durabletask.io'
  monitor: 'privatelink.monitor.azure.com'
  oms: 'privatelink.oms.opinsights.azure.com'
  ods: 'privatelink.ods.opinsights.azure.com'
  agent: 'privatelink.agentsvc.azure-automation.net'
}
