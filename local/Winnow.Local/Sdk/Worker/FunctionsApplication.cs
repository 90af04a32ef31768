using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    private FunctionsApplication()
    {
    }

    /// <param name="args">The command line: <c>--Key=value</c> sets configuration.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(args, Assembly.GetEntryAssembly()?.GetTypes() ?? []);
}
