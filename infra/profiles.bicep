// What sets one deployment apart from another, and the three deployments that Winnow knows.

@export()
@description('A deployment: how closed, how large, how long things are kept.')
type profileType = {
  @description('Required. public: API, storage, Service Bus and registry have public addresses, guarded by Entra ID. private: nothing has; the API is reached through the virtual network.')
  network: 'public' | 'private'

  @description('Required. What keeps orchestrations. scheduler: Durable Task Scheduler. storage: the runtime\'s storage account, which neither scales from zero nor routes work to a GPU.')
  durableBackend: 'scheduler' | 'storage'

  @description('Required. SKU of the Durable Task Scheduler. Dedicated has a throughput of 2,000 actions per second and unit.')
  scheduler: { sku: 'Consumption' | 'Dedicated', capacity: int }

  @description('Required. The app: triggers, orchestrations and, without a GPU, inference. memory is 2 GiB per vCPU on the consumption profile, up to 4 vCPU.')
  app: { cpu: string, memory: string, minReplicas: int, maxReplicas: int }

  @description('Required. The GPU for inference; none runs models on the CPU of the app. idleMinutes: how long a GPU may run with nothing to do before somebody is told.')
  gpu: { kind: 'none' | 'T4' | 'A100', minReplicas: int, maxReplicas: int, idleMinutes: int }

  @description('Required. Copies of the data account: in one place, across zones, or across zones and in a second region. The runtime\'s account gets the same, but stays in its region.')
  redundancy: 'LRS' | 'ZRS' | 'GZRS'

  @description('Required. How many days things are kept. work: manifests and shard results; history: orchestrations that have ended.')
  retention: { deletedDays: int, versionDays: int, quarantineDays: int, workDays: int, historyDays: int, logDays: int }

  @description('Required. What a month may cost, in the currency of the subscription; an alert tells at 50, 80 and 100 % of it, and when the forecast passes it.')
  monthlyBudget: int
}

@export()
@description('The profiles by name: dev, prod, locked-down.')
var profiles = {
  dev: {
    network: 'public'
    durableBackend: 'scheduler'
    scheduler: { sku: 'Consumption', capacity: 1 }
    app: { cpu: '1.0', memory: '2Gi', minReplicas: 0, maxReplicas: 5 }
    gpu: { kind: 'none', minReplicas: 0, maxReplicas: 1, idleMinutes: 15 }
    redundancy: 'LRS'
    retention: { deletedDays: 7, versionDays: 7, quarantineDays: 30, workDays: 7, historyDays: 7, logDays: 30 }
    monthlyBudget: 100
  }
  prod: {
    network: 'public'
    durableBackend: 'scheduler'
    scheduler: { sku: 'Dedicated', capacity: 1 }
    app: { cpu: '2.0', memory: '4Gi', minReplicas: 1, maxReplicas: 100 }
    gpu: { kind: 'T4', minReplicas: 0, maxReplicas: 20, idleMinutes: 15 }
    redundancy: 'ZRS'
    retention: { deletedDays: 14, versionDays: 14, quarantineDays: 180, workDays: 30, historyDays: 30, logDays: 90 }
    monthlyBudget: 5000
  }
  'locked-down': {
    network: 'private'
    durableBackend: 'scheduler'
    scheduler: { sku: 'Dedicated', capacity: 1 }
    // No webhook can wake an app without a public address: one replica always runs, and its clock finds the drops.
    app: { cpu: '2.0', memory: '4Gi', minReplicas: 1, maxReplicas: 100 }
    gpu: { kind: 'T4', minReplicas: 0, maxReplicas: 20, idleMinutes: 15 }
    redundancy: 'GZRS'
    retention: { deletedDays: 30, versionDays: 30, quarantineDays: 365, workDays: 30, historyDays: 90, logDays: 365 }
    monthlyBudget: 8000
  }
}
