using Microsoft.Extensions.Configuration;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Finds connection strings by the name in a trigger's <c>Connection</c>, in the official order.</summary>
/// <remarks>
/// The order of Azure/azure-functions-dotnet-worker, Worker.Extensions.Shared: <c>AzureWebJobs{name}</c> first, then <c>{name}</c>, each as a
/// connection string or a setting. A side effect of it: <c>Connection = "Storage"</c> is <c>AzureWebJobsStorage</c> whenever that is set.
/// </remarks>
internal static class StorageConnections
{
    private const string DefaultName = "Storage";

    /// <exception cref="FormatException">There is no such setting.</exception>
    public static string Find(string? name, IConfiguration configuration)
    {
        name = string.IsNullOrWhiteSpace(name) ? DefaultName : name;
        string prefixed = $"AzureWebJobs{name}";
        return Get(prefixed) ?? Get(name) ?? throw new FormatException(
            $"no setting '{prefixed}' or '{name}' holds its storage connection string. " +
            "Set one in local.settings.json or the environment, for Azurite 'UseDevelopmentStorage=true'");

        string? Get(string key) =>
            configuration.GetConnectionString(key) is { Length: > 0 } text ? text : configuration[key] is { Length: > 0 } setting ? setting : null;
    }
}
