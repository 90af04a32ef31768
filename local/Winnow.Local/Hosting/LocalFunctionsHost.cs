using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Winnow.Local.Hosting;

/// <summary>A whole function app inside this process, on free ports: what tests start, stop and start again.</summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalFunctionsHost(IHost host)
    {
        _host = host;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The root of the HTTP functions; their routes begin with the route prefix, <c>/api/</c> by default.</summary>
    public Uri Address { get; }

    public IServiceProvider Services => _host.Services;

    /// <exception cref="InvalidOperationException">The app has no durable function.</exception>
    public DurableTaskClient DurableTaskClient => Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Composes the functions of an assembly as its Program.cs does, and starts them.</summary>
    /// <param name="functions">The assembly that holds the functions.</param>
    /// <param name="compose">The app's own composition, and what a test replaces in it.</param>
    /// <param name="settings">Configuration that wins over files and environment. <c>Local:Port</c> is 0 unless it is here.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="FunctionsStartException">A function or a setting is wrong.</exception>
    public static Task<LocalFunctionsHost> StartAsync(
        Assembly functions,
        Action<FunctionsApplicationBuilder> compose,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken = default) =>
        StartAsync(functions.GetTypes(), compose, settings, cancellationToken);

    /// <inheritdoc cref="StartAsync(Assembly, Action{FunctionsApplicationBuilder}, IReadOnlyDictionary{string, string?}, CancellationToken)"/>
    /// <param name="types">The classes that hold the functions.</param>
    /// <param name="compose">The app's own composition, and what a test replaces in it.</param>
    /// <param name="settings">Configuration that wins over files and environment. <c>Local:Port</c> is 0 unless it is here.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LocalFunctionsHost> StartAsync(
        IReadOnlyList<Type> types,
        Action<FunctionsApplicationBuilder> compose,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken = default)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [$"{LocalOptions.SectionName}:Port"] = "0" };
        foreach (var (key, value) in settings)
            all[key] = value;
        var builder = new FunctionsApplicationBuilder([], types, all);
        compose(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new LocalFunctionsHost(host);
        }
        catch
        {
            await DisposeAsync(host);
            throw;
        }
    }

    /// <summary>A client whose base address is <see cref="Address"/>.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address };

    /// <summary>Stops as on SIGTERM: running functions may end.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await DisposeAsync(_host);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
