using System.Reflection;
using Winnow.Functions.Benchmarks;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Http;
using Winnow.Functions.Ingestion;
using Winnow.Functions.Labelling;
using Winnow.Functions.Messages;
using Winnow.Functions.Predictions;
using Winnow.Inference;
using Winnow.Infra.Tests.Support;
using Winnow.Storage.Models;

namespace Winnow.Infra.Tests;

/// <summary>The settings of the app in Azure against those of one machine, and against what the code reads.</summary>
public sealed class SettingsTests
{
    // A connection string on one machine; an address and an identity in Azure.
    private static readonly string[] s_connections = ["AzureWebJobsStorage", "Storage", "ServiceBus"];

    // What only the Functions host and Azure's SDKs read.
    private static readonly string[] s_ofTheHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID", "AzureFunctionsWebHost__hostid",
        "AzureWebJobsSecretStorageType", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING", "TASKHUB_NAME",
    ];

    private static readonly Type[] s_options =
        [typeof(ApiOptions), typeof(BenchmarkOptions), typeof(EvaluationOptions), typeof(ImportOptions), typeof(InferenceOptions), typeof(IngestionOptions), typeof(LabellingOptions), typeof(MessagesOptions)];

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void BothWorlds_HaveTheSameSettings(string profile)
    {
        var deployment = Deployment.Of(profile);
        var sample = LocalSettings.Sample.Keys.Where(key => !key.StartsWith("Local:", StringComparison.Ordinal)).Select(key => key.Replace(":", "__", StringComparison.Ordinal));

        foreach (var app in deployment.All(Deployment.ContainerApp))
            Assert.Equal(sample.Order(StringComparer.Ordinal), Deployment.Settings(app).Keys.Where(IsOfTheApp).Select(WithoutIdentity).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverySettingThatTheCodeReads_IsInTheSample()
    {
        var keys = s_options.SelectMany(KeysOf).Append(ModelStoreServices.CacheFolderKey).ToList();

        Assert.True(keys.Count > 30);
        Assert.Empty(keys.Except(LocalSettings.Sample.Keys));
    }

    [Fact]
    public void EveryKindOfOptions_IsLookedAt()
    {
        var all = new[] { typeof(IngestionOptions).Assembly, typeof(InferenceOptions).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static) is not null);

        Assert.Equal(all.Select(type => type.Name).Order(StringComparer.Ordinal), s_options.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Connections_AreByIdentity(string profile)
    {
        var settings = Deployment.Settings(Deployment.Of(profile).App());

        Assert.All(s_connections, connection =>
        {
            Assert.Equal("managedidentity", settings[$"{connection}__credential"]);
            Assert.Contains("Microsoft.ManagedIdentity/userAssignedIdentities", settings[$"{connection}__clientId"], StringComparison.Ordinal);
            Assert.DoesNotContain(connection, settings.Keys);
        });
        Assert.Contains("Authentication=ManagedIdentity", settings["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"], StringComparison.Ordinal);
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_AreThoseThatTheOptionsAllow()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        foreach (var (name, value) in Deployment.Settings(Deployment.Of("prod").App()))
            configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;

        Assert.All(s_options, type =>
        {
            var section = configuration.GetSection((string)type.GetField("SectionName")!.GetValue(null)!);
            var options = Microsoft.Extensions.Configuration.ConfigurationBinder.Get(section, type)!;
            System.ComponentModel.DataAnnotations.Validator.ValidateObject(options, new(options), validateAllProperties: true);
        });
    }

    private static bool IsOfTheApp(string name) =>
        !s_ofTheHost.Contains(name)
        && !name.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal)
        && !(name.StartsWith("AzureWebJobs_", StringComparison.Ordinal) && name.EndsWith("_Disabled", StringComparison.Ordinal));

    private static string WithoutIdentity(string name) =>
        s_connections.FirstOrDefault(connection => name.StartsWith($"{connection}__", StringComparison.Ordinal)) ?? name;

    private static IEnumerable<string> KeysOf(Type options) => KeysOf(options, (string)options.GetField("SectionName")!.GetValue(null)!);

    private static IEnumerable<string> KeysOf(Type type, string section) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let key = $"{section}:{property.Name}"
        from found in property.PropertyType.IsValueType || property.PropertyType == typeof(string) ? [key] : KeysOf(property.PropertyType, key)
        select found;
}
