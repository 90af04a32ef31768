using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on every new or changed blob that matches a path.</summary>
/// <param name="blobPath"><c>container/pattern</c>; tokens in curly braces match, and bind to parameters of the same name.</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    public string BlobPath { get; } = blobPath;

    /// <summary>The name of the setting with the connection string; <c>AzureWebJobsStorage</c> when it is not set.</summary>
    public string? Connection { get; set; }

    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}
