using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Winnow.Local.Hosting;
using Winnow.Local.Hosting.Internal;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a function app: configuration, services and logging, as in any .NET host.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    // The official host's default: FUNCTIONS_REQUEST_BODY_SIZE_LIMIT.
    private const long MaxRequestBodyBytes = 104_857_600;

    private readonly WebApplicationBuilder _builder;
    private readonly IReadOnlyList<Type> _types;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _hasBuilt;

    internal FunctionsApplicationBuilder(string[] args, IReadOnlyList<Type> types, IReadOnlyDictionary<string, string?>? settings = null)
    {
        _types = types;
        _builder = WebApplication.CreateBuilder(args);
        _builder.Configuration.AddFunctionFiles([Directory.GetCurrentDirectory(), AppContext.BaseDirectory]);
        _builder.Configuration.AddInMemoryCollection(settings);
        _builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    public ConfigurationManager Configuration => _builder.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHostEnvironment Environment => _builder.Environment;

    public ILoggingBuilder Logging => _builder.Logging;

    public IMetricsBuilder Metrics => _builder.Metrics;

    public IServiceCollection Services => _builder.Services;

    internal bool ServesHttp { get; set; }

    IFunctionsWorkerApplicationBuilder IFunctionsWorkerApplicationBuilder.Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_builder).ConfigureContainer(factory, configure);

    /// <summary>Makes the app; it runs nothing until it is started.</summary>
    /// <exception cref="InvalidOperationException">The app has been built before.</exception>
    /// <exception cref="FunctionsStartException">A function or a setting is wrong.</exception>
    public IHost Build()
    {
        if (_hasBuilt)
            throw new InvalidOperationException("The application has already been built.");
        _hasBuilt = true;
        var functions = FunctionDiscovery.Find(_types, Configuration).Where(IsEnabled).ToList();
        functions.ForEach(function => function.Middleware = _middleware);
        if (!ServesHttp && functions.Any(function => function.Trigger is HttpTriggerAttribute))
            throw new FunctionsStartException(["the app has HTTP functions. Call ConfigureFunctionsWebApplication() on its builder"]);
        var options = ReadOptions();
        AddRuntime(functions, options);
        var app = _builder.Build();
        var prefix = Configuration[$"{HostConfiguration.HostSection}:extensions:http:routePrefix"] ?? "api";
        app.Services.GetRequiredService<HttpFunctions>().Map(app, functions, prefix);
        return app;
    }

    private bool IsEnabled(LocalFunction function) => !Configuration.GetValue<bool>($"AzureWebJobs.{function.Name}.Disabled");

    private LocalOptions ReadOptions()
    {
        var options = Configuration.GetSection(LocalOptions.SectionName).Get<LocalOptions>() ?? new LocalOptions();
        var result = new DataAnnotationValidateOptions<LocalOptions>(null).Validate(null, options);
        if (result.Failed)
            throw new FunctionsStartException([.. result.Failures]);
        if (!IPAddress.TryParse(options.Address, out _))
            throw new FunctionsStartException([$"Local:Address is '{options.Address}', which is no IP address. Set for example 127.0.0.1"]);
        return options;
    }

    private void AddRuntime(List<LocalFunction> functions, LocalOptions options)
    {
        var address = IPAddress.Parse(options.Address);
        var keys = new FunctionKeys(options.RequireKeys ?? !IPAddress.IsLoopback(address), options.Keys);
        if (keys.LockEverybodyOut)
            throw new FunctionsStartException(["keys are required, as Local:RequireKeys says or the address is not a loopback one, but none is set. Set Local:Keys:Master or Local:Keys:Host:default"]);
        _builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Listen(address, options.Port);
        });
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddMvcCore();
        Services.AddSingleton(Options.Create(options));
        Services.AddSingleton(keys);
        Services.AddSingleton(new FunctionCatalog(functions, _types));
        Services.AddSingleton<FunctionRunner>();
        Services.AddSingleton<HttpFunctions>();
        Services.AddSingleton<LocalRuntime>();
        Services.AddHostedService(provider => provider.GetRequiredService<LocalRuntime>());
        Services.TryAddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<LocalRuntime>().Client
            ?? throw new InvalidOperationException("The task hub has not started, or the app has no durable function."));
    }
}
