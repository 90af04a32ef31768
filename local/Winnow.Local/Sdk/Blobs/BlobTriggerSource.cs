namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a blob trigger learns of new blobs.</summary>
public enum BlobTriggerSource
{
    /// <summary>Storage logs and scans of the container.</summary>
    LogsAndContainerScan,

    /// <summary>Event Grid. The local runtime has none and scans the container for it too.</summary>
    EventGrid,
}
