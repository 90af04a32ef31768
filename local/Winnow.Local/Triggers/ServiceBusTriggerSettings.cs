using Microsoft.Extensions.Configuration;
using Winnow.Local.Hosting.Internal;

namespace Winnow.Local.Triggers;

/// <summary>How Service Bus triggers run: section <c>extensions:serviceBus</c> of host.json, with the official names and defaults.</summary>
/// <param name="MaxConcurrentCalls">Invocations of one function at a time. Default 16.</param>
/// <param name="PrefetchCount">Messages fetched ahead. Default 0.</param>
/// <param name="MaxMessageBatchSize">The most messages of one invocation of a batch function. Default 1,000.</param>
/// <param name="MaxAutoLockRenewalDuration">How long locks are renewed while a function runs. Default five minutes.</param>
/// <param name="AutoCompleteMessages">Whether messages are completed for functions that do not say. Default true.</param>
internal sealed record ServiceBusTriggerSettings(
    int MaxConcurrentCalls = 16,
    int PrefetchCount = 0,
    int MaxMessageBatchSize = 1000,
    TimeSpan? MaxAutoLockRenewalDuration = null,
    bool AutoCompleteMessages = true)
{
    private static readonly TimeSpan s_renewal = TimeSpan.FromMinutes(5);

    public TimeSpan Renewal => MaxAutoLockRenewalDuration ?? s_renewal;

    public static ServiceBusTriggerSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection($"{HostConfiguration.HostSection}:extensions:serviceBus");
        var defaults = new ServiceBusTriggerSettings();
        return new ServiceBusTriggerSettings(
            Math.Max(1, section.GetValue("maxConcurrentCalls", defaults.MaxConcurrentCalls)),
            Math.Max(0, section.GetValue("prefetchCount", defaults.PrefetchCount)),
            Math.Max(1, section.GetValue("maxMessageBatchSize", defaults.MaxMessageBatchSize)),
            section.GetValue<TimeSpan?>("maxAutoLockRenewalDuration"),
            section.GetValue("autoCompleteMessages", defaults.AutoCompleteMessages));
    }
}
