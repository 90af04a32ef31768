// Tells the app of each drop. Deployed after the app, because Event Grid asks the app whether it wants that: hooks/subscribe.sh does it.
//
// The blob trigger takes events as a webhook of the Functions host, which wants its own system key: the one secret in this system, made by the host itself.
// It is read from the host and handed over here, and is neither written down nor put out. See docs/operations.md, "How drops arrive".

@description('Required. Name of the Event Grid topic of the data account.')
param topicName string

@description('Required. Address of the app.')
param appAddress string

@description('Required. The system key blobs_extension of the Functions host.')
@secure()
param systemKey string

@description('Required. Name of the account that keeps events which could not be delivered.')
param deadLetterAccountName string

@description('Required. Name of its container.')
param deadLetterContainerName string

resource deadLetterAccount 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: deadLetterAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName

  resource drops 'eventSubscriptions' = {
    name: 'drops'
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          // The linter does not see that the text holds a secure parameter, which makes the whole of it secure.
          #disable-next-line use-secure-value-for-secure-inputs
          endpointUrl: 'https://${appAddress}/runtime/webhooks/blobs?functionName=Host.Functions.DropArrived&code=${systemKey}'
          minimumTlsVersionAllowed: '1.2'
        }
      }
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/incoming/'
        isSubjectCaseSensitive: true
      }
      // A cold start may lose the first delivery; reconciliation finds what was never delivered.
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: deadLetterAccount.id, blobContainerName: deadLetterContainerName }
        }
      }
    }
  }
}
