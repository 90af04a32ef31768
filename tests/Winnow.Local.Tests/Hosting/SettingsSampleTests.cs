using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.Hosting;
using Winnow.Local.Hosting.Internal;
using Winnow.Local.Queues;

namespace Winnow.Local.Tests.Hosting;

/// <summary>local.settings.sample.json against the settings of the local runtime.</summary>
public sealed class SettingsSampleTests
{
    // The endpoint takes these from the connection string, which is what clients use.
    private static readonly string[] s_fromTheConnectionString = ["Local:Queues:Port", "Local:Queues:KeyName", "Local:Queues:Key"];

    private static readonly Dictionary<string, string?> s_sample = Read();

    [Fact]
    public void TheSample_HasEverySettingOfTheRuntime()
    {
        var queue = $"{QueueServerOptions.SectionName}:Queues:winnow-requests";
        var topic = $"{QueueServerOptions.SectionName}:Topics:winnow-events";
        IEnumerable<string> keys =
        [
            .. Keys<LocalOptions>(LocalOptions.SectionName), .. Keys<QueueServerOptions>(QueueServerOptions.SectionName), .. Keys<QueueOptions>(queue),
            .. Keys<TopicOptions>(topic), .. Keys<SubscriptionOptions>($"{topic}:Subscriptions:all"),
        ];

        Assert.Empty(keys.Except(s_sample.Keys).Except(s_fromTheConnectionString));
    }

    [Fact]
    public void TheSample_HasTheDefaults()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(s_sample).Build();

        var sample = configuration.GetSection(QueueServerOptions.SectionName).Get<QueueServerOptions>()!;

        var defaults = new QueueServerOptions();
        sample.Path = defaults.Path;
        Assert.Equal(JsonSerializer.Serialize(defaults), JsonSerializer.Serialize(sample));
    }

    [Fact]
    public async Task TheSample_MakesTheLocalEndpoint()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(s_sample).Build();
        var folder = Directory.CreateTempSubdirectory("winnow-local-").FullName;

        await using var server = QueueServers.Create(configuration, folder, folder, NullLoggerFactory.Instance, TimeProvider.System);

        Assert.Equal(5672, server?.Port);
    }

    private static IEnumerable<string> Keys<T>(string section) => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && (property.PropertyType.IsValueType || property.PropertyType == typeof(string)))
        .Select(property => $"{section}:{property.Name}");

    private static Dictionary<string, string?> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
            folder = folder.Parent!;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "local.settings.sample.json")));
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
    }
}
