using System.Reflection;
using System.Text.Json;

namespace Winnow.Infra.Tests.Support;

/// <summary>The Bicep compiler, from its NuGet package.</summary>
internal static class Bicep
{
    private const string Subscription = "11111111-1111-1111-1111-111111111111";
    private const string Tenant = "22222222-2222-2222-2222-222222222222";

    private static readonly string s_program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepPath").Value!;

    // Bicep looks for nothing outside, and must not try.
    private static readonly Dictionary<string, string> s_environment = new() { ["BICEP_TRACING_ENABLED"] = "false" };

    public static Task<CommandResult> RunAsync(params string[] arguments) => Command.RunAsync(s_program, arguments, s_environment);

    public static Task<CommandResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Command.RunAsync(s_program, arguments, s_environment.Concat(environment).ToDictionary());

    /// <summary>Makes or checks the snapshot of a parameter file.</summary>
    /// <param name="parameters">Path of the .bicepparam file.</param>
    /// <param name="mode"><c>overwrite</c> or <c>validate</c>.</param>
    public static Task<CommandResult> SnapshotAsync(string parameters, string mode) => RunAsync(
        "snapshot", parameters, "--mode", mode, "--subscription-id", Subscription, "--tenant-id", Tenant, "--location", "swedencentral");

    /// <summary>The compiled template of a .bicep file.</summary>
    public static async Task<JsonElement> BuildAsync(string template)
    {
        var result = await RunAsync("build", template, "--stdout");
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
