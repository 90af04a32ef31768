using System.Text.Json;
using System.Text.RegularExpressions;

namespace Winnow.Infra.Tests.Support;

/// <summary>host.json files, and what the Functions host and its extensions read of them.</summary>
/// <remarks>The keys are those of the reference on learn.microsoft.com, as far as the app may come to need them.</remarks>
internal static partial class HostFile
{
    /// <summary>The values by their keys with colons.</summary>
    public static Dictionary<string, string> Flatten(string path)
    {
        using var json = JsonDocument.Parse(Repository.Read(path));
        return Flatten(json.RootElement, "").ToDictionary(value => value.Key, value => value.Value);
    }

    public static bool IsKnown(string key) => Known().IsMatch(key);

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonElement element, string prefix) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Flatten(property.Value, prefix.Length == 0 ? property.Name : $"{prefix}:{property.Name}"))
        : [new(prefix, element.ToString())];

    [GeneratedRegex("""
        ^(version|functionTimeout|telemetryMode
        |logging:logLevel:[A-Za-z.]+
        |logging:applicationInsights:(samplingSettings:(isEnabled|excludedTypes|includedTypes|maxTelemetryItemsPerSecond)|enableLiveMetrics|enableLiveMetricsFilters|enablePerformanceCountersCollection)
        |extensions:http:(routePrefix|maxOutstandingRequests|maxConcurrentRequests|dynamicThrottlesEnabled)
        |extensions:blobs:(maxDegreeOfParallelism|poisonBlobThreshold)
        |extensions:serviceBus:(maxConcurrentCalls|prefetchCount|maxAutoLockRenewalDuration|autoCompleteMessages|transportType)
        |extensions:durableTask:(hubName|defaultVersion|versionMatchStrategy|versionFailureStrategy|maxConcurrentActivityFunctions|maxConcurrentOrchestratorFunctions|maxConcurrentEntityFunctions|extendedSessionsEnabled|extendedSessionIdleTimeoutInSeconds|maxGrpcMessageSizeInBytes|tracing:(traceInputsAndOutputs|traceReplayEvents|distributedTracingEnabled|version))
        |extensions:durableTask:storageProvider:(type|connectionStringName|workItemFilteringEnabled|partitionCount|controlQueueBatchSize|maxQueuePollingInterval|useTablePartitionManagement))$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Known();
}
