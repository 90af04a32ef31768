using Microsoft.Extensions.Configuration;
using Winnow.Local.Hosting;
using Winnow.Local.Hosting.Internal;

namespace Winnow.Local.Tests.Hosting;

public sealed class HostConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AddFunctionFiles_ValuesOfLocalSettings_AreConfiguration()
    {
        Write("local.settings.json", """{ "IsEncrypted": false, "Values": { "A:B": "1", "C__D": "2" }, "ConnectionStrings": { "E": "3" } }""");

        var configuration = Read();

        Assert.Equal("1", configuration["A:B"]);
        Assert.Equal("2", configuration["C:D"]);
        Assert.Equal("3", configuration.GetConnectionString("E"));
        Assert.Null(configuration["IsEncrypted"]);
    }

    [Fact]
    public void AddFunctionFiles_EnvironmentAndCommandLine_WinOverLocalSettings()
    {
        Write("local.settings.json", """{ "Values": { "WINNOW_TEST_ENV": "file", "FromCommandLine": "file" } }""");
        Environment.SetEnvironmentVariable("WINNOW_TEST_ENV", "environment");

        var configuration = Read("--FromCommandLine=line");

        Assert.Equal("environment", configuration["WINNOW_TEST_ENV"]);
        Assert.Equal("line", configuration["FromCommandLine"]);
    }

    [Fact]
    public void AddFunctionFiles_HostJson_LiesInItsSectionAndSetsLogLevels()
    {
        Write("host.json", """{ /* comments are allowed */ "extensions": { "http": { "routePrefix": "v1" } }, "logging": { "logLevel": { "default": "Warning" } } }""");

        var configuration = Read();

        Assert.Equal("v1", configuration["AzureFunctionsJobHost:extensions:http:routePrefix"]);
        Assert.Equal("Warning", configuration["Logging:LogLevel:Default"]);
    }

    [Fact]
    public void AddFunctionFiles_BrokenJson_NamesTheFile()
    {
        Write("host.json", "{ not json");

        var exception = Assert.Throws<FunctionsStartException>(() => Read());

        Assert.Contains("host.json is not valid JSON", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "AzureWebJobsStorage", "one")]
    [InlineData("", "AzureWebJobsStorage", "one")]
    [InlineData("Data", "Data", "two")]
    [InlineData("Data", "AzureWebJobsData", "three")]
    [InlineData("Data", "ConnectionStrings:Data", "four")]
    public void Find_ConnectionName_IsLookedUpAsInTheOfficialPackage(string? name, string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();

        Assert.Equal(value, StorageConnections.Find(name, configuration));
    }

    [Fact]
    public void Find_PrefixedAndPlainSetting_TakesThePrefixedOne()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = "plain", ["AzureWebJobsStorage"] = "prefixed" }).Build();

        Assert.Equal("prefixed", StorageConnections.Find("Storage", configuration));
    }

    [Fact]
    public void Resolve_SettingExpression_IsReplaced()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["A:B"] = "value" }).Build();

        Assert.Equal("x/value/y", SettingExpressions.Resolve("x/%A:B%/y", configuration));
        Assert.Throws<FormatException>(() => SettingExpressions.Resolve("%A:C%", configuration));
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private ConfigurationManager Read(params string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        configuration.AddFunctionFiles([_folder]);
        return configuration;
    }
}
