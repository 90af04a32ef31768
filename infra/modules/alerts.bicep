// Who is told of what. Each alert has a runbook in docs/operations.md under its name.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Who is told, by e-mail.')
param emails string[]

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Required. Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Required. Resource id of the Event Grid topic; empty when there is none.')
param dropsTopicId string

@description('Required. Name of the GPU app, and minutes that it may idle; the name is empty when there is none.')
param gpu { app: string, idleMinutes: int }

@description('Required. What a month may cost.')
param monthlyBudget int

@description('Required. First day of the month in which the budget begins, such as 2026-11-01.')
param budgetStart string

var logAlerts = concat(
  [
    {
      name: 'failed-runs'
      description: 'A run failed, or a batch is tried again.'
      query: loadTextContent('../queries/failed-runs.kql')
      severity: 2
      window: 'PT15M'
      threshold: 0
    }
    {
      name: 'poison-blobs'
      description: 'A drop made its trigger fail five times.'
      query: loadTextContent('../queries/poison-blobs.kql')
      severity: 2
      window: 'PT15M'
      threshold: 0
    }
  ],
  empty(gpu.app)
    ? []
    : [
        {
          name: 'gpu-idle'
          description: 'GPU replicas run and label nothing.'
          query: replace(loadTextContent('../queries/gpu-idle.kql'), '{gpu}', gpu.app)
          severity: 3
          window: 'PT1H'
          // Each row is a slot of five minutes.
          threshold: gpu.idleMinutes / 5
        }
      ]
)

var metricAlerts = concat(
  [
    {
      name: 'dead-letters'
      description: 'Messages are in a dead-letter queue.'
      scope: serviceBusId
      severity: 2
      window: 'PT5M'
      criteria: [
        {
          name: 'dead'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    {
      // Azure Monitor knows no age of messages: a queue that was never empty for a quarter of an hour, and of which none was completed, has one that old.
      name: 'queue-age'
      description: 'Requests wait for more than 15 minutes, and none is taken.'
      scope: serviceBusId
      severity: 1
      window: 'PT15M'
      criteria: [
        {
          name: 'waiting'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['winnow-requests'] }]
        }
        {
          name: 'taken'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'CompleteMessage'
          timeAggregation: 'Total'
          operator: 'LessThan'
          threshold: 1
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['winnow-requests'] }]
        }
      ]
    }
  ],
  empty(dropsTopicId)
    ? []
    : [
        {
          name: 'drops-undelivered'
          description: 'Event Grid gave up on telling of a drop.'
          scope: dropsTopicId
          severity: 3
          window: 'PT15M'
          criteria: [
            {
              name: 'dead'
              metricNamespace: 'Microsoft.EventGrid/systemTopics'
              metricName: 'DeadLetteredCount'
              timeAggregation: 'Total'
              operator: 'GreaterThan'
              threshold: 0
              dimensions: []
            }
          ]
        }
      ]
)

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-winnow'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'winnow'
    emailReceivers: map(emails, email => { name: email, emailAddress: email, useCommonAlertSchema: true })
  }
}

resource logs 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in logAlerts: {
    name: 'winnow-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'winnow-${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // A new workspace has no tables yet.
      skipQueryValidation: true
      actions: { actionGroups: [group.id] }
    }
  }
]

resource metrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in metricAlerts: {
    name: 'winnow-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: map(alert.criteria, criterion => union(criterion, { criterionType: 'StaticThresholdCriterion' }))
      }
      autoMitigate: true
      actions: [{ actionGroupId: group.id }]
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'winnow'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      half: { enabled: true, operator: 'GreaterThan', threshold: 50, thresholdType: 'Actual', contactEmails: emails, contactGroups: [group.id] }
      mostly: { enabled: true, operator: 'GreaterThan', threshold: 80, thresholdType: 'Actual', contactEmails: emails, contactGroups: [group.id] }
      all: { enabled: true, operator: 'GreaterThan', threshold: 100, thresholdType: 'Actual', contactEmails: emails, contactGroups: [group.id] }
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactGroups: [group.id]
      }
    }
  }
}
