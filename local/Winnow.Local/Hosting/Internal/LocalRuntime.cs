using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Winnow.Local.Queues;
using Winnow.Local.TaskHub;
using Winnow.Local.Triggers;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Starts and stops what stands behind the functions: the task hub, the Service Bus endpoint and the triggers.</summary>
internal sealed partial class LocalRuntime(
    FunctionCatalog catalog,
    IServiceProvider services,
    IConfiguration configuration,
    IOptions<LocalOptions> options,
    IHostEnvironment environment,
    TimeProvider time,
    ILoggerFactory loggers,
    IHostApplicationLifetime lifetime) : IHostedService, IAsyncDisposable
{
    private readonly ILogger<LocalRuntime> _logger = loggers.CreateLogger<LocalRuntime>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _listeners = [];
    private readonly List<BlobTriggerListener> _blobListeners = [];
    private TaskHubService? _hub;
    private TriggerStore? _store;
    private QueueServer? _queues;

    /// <summary>The client of the task hub; null until the start, and in an app without durable functions.</summary>
    public DurableTaskClient? Client => _hub?.Client;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(options.Value.TaskHubPath, environment.ContentRootPath);
        if (catalog.UsesTaskHub)
            await StartTaskHubAsync(path, cancellationToken);
        if (catalog.Functions.Any(function => function.Trigger is BlobTriggerAttribute or TimerTriggerAttribute))
            _store = new TriggerStore(Path.Combine(Path.GetDirectoryName(path)!, "triggers.db"));
        _queues = QueueServers.Create(configuration, Path.GetDirectoryName(path)!, environment.ContentRootPath, loggers, time);
        if (_queues is not null)
            await _queues.StartAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(AfterStart);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_listeners).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_hub is not null)
            await _hub.StopAsync(cancellationToken);
        if (_queues is not null)
            await _queues.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        if (_queues is not null)
            await _queues.DisposeAsync();
        foreach (var listener in _blobListeners)
            listener.Dispose();
        _store?.Dispose();
        _stopping.Dispose();
    }

    private async Task StartTaskHubAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var hubOptions = new TaskHubOptions { Path = path, ReplayEveryTurn = options.Value.ReplayEveryTurn };
        if (HostSetting("extensions:durableTask:maxConcurrentActivityFunctions") is { } activities)
            hubOptions.MaxConcurrentActivities = activities;
        _hub = new TaskHubService(hubOptions, DurableFunctions.Register(catalog.Functions, services), loggers, time);
        await _hub.StartAsync(cancellationToken);
    }

    /// <summary>Triggers fire only when the whole app has started: its own services, the task hub and HTTP.</summary>
    private void AfterStart()
    {
        var runner = services.GetRequiredService<FunctionRunner>();
        var settings = new BlobTriggerSettings(
            TimeSpan.FromSeconds(options.Value.BlobPollSeconds),
            TimeSpan.FromSeconds(options.Value.BlobRetrySeconds),
            HostSetting("extensions:blobs:maxDegreeOfParallelism") ?? 8 * Environment.ProcessorCount);
        var busSettings = ServiceBusTriggerSettings.Read(configuration);
        foreach (var function in catalog.Functions)
        {
            if (function.Trigger is BlobTriggerAttribute)
                _blobListeners.Add(new BlobTriggerListener(function, configuration, _store!, runner, settings, time, _logger));
            else if (function.Trigger is TimerTriggerAttribute)
                Listen(new TimerListener(function, _store!, runner, time, _logger).RunAsync);
            else if (function.Trigger is ServiceBusTriggerAttribute bus)
                ListenToServiceBus(function, bus, busSettings, runner);
        }
        foreach (var listener in _blobListeners)
            Listen(listener.RunAsync);
        Announce();
    }

    private void ListenToServiceBus(LocalFunction function, ServiceBusTriggerAttribute trigger, ServiceBusTriggerSettings settings, FunctionRunner runner)
    {
        if (ServiceBusConnections.Find(trigger.Connection, configuration) is { } connectionString)
            Listen(new ServiceBusTriggerListener(function, connectionString, settings, runner, time, _logger).RunAsync);
        else
            LogNoServiceBus(function.Name, trigger.Connection ?? ServiceBusConnections.DefaultName);
    }

    private void Listen(Func<CancellationToken, Task> run) => _listeners.Add(Task.Run(() => run(_stopping.Token)));

    private void Announce()
    {
        var address = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        LogServed(catalog.Functions.Count, address);
        if (options.Value.AddressFile is not { Length: > 0 } file)
            return;
        // Renamed into place, so that a reader never sees half of it.
        File.WriteAllText($"{file}.new", address);
        File.Move($"{file}.new", file, overwrite: true);
    }

    private int? HostSetting(string key) => configuration.GetValue<int?>($"{HostConfiguration.HostSection}:{key}");

    [LoggerMessage(LogLevel.Information, "{Count} functions are served at {Address}")]
    private partial void LogServed(int count, string address);

    // Work that comes over HTTP or as files needs no Service Bus: the app is of use without one.
    [LoggerMessage(LogLevel.Warning, "Function '{Function}' is never called: there is no setting '{Setting}' with its Service Bus connection string. local.settings.sample.json has the one of the local endpoint.")]
    private partial void LogNoServiceBus(string function, string setting);
}
