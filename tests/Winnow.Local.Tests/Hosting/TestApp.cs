using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Local.Hosting;

namespace Winnow.Local.Tests.Hosting;

/// <summary>Starts apps made of a few test classes.</summary>
internal static class TestApp
{
    public static Task<LocalFunctionsHost> StartAsync(
        IReadOnlyList<Type> types, object? service = null, IReadOnlyDictionary<string, string?>? settings = null, Action<FunctionsApplicationBuilder>? configure = null) =>
        LocalFunctionsHost.StartAsync(types, builder => Compose(builder, service, configure), WithFolder(settings));

    private static void Compose(FunctionsApplicationBuilder builder, object? service, Action<FunctionsApplicationBuilder>? configure)
    {
        builder.ConfigureFunctionsWebApplication();
        configure?.Invoke(builder);
        if (service is not null)
            builder.Services.AddSingleton(service.GetType(), service);
    }

    private static Dictionary<string, string?> WithFolder(IReadOnlyDictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Local:TaskHubPath"] = Path.Combine(Directory.CreateTempSubdirectory("winnow-local-").FullName, "taskhub.db"),
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        return all;
    }
}
