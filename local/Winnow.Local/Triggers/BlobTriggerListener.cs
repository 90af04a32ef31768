using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Winnow.Local.Hosting.Internal;

namespace Winnow.Local.Triggers;

/// <summary>Runs one blob function for every new version of a blob, by scanning its container.</summary>
/// <remarks>
/// A receipt (name and ETag) in the store marks a version that is done, so that it runs once; a crash between the function and its receipt repeats
/// it, as in Azure. A failed version waits for a later scan: while storage is down no scan succeeds, so that no try is spent.
/// </remarks>
internal sealed partial class BlobTriggerListener : IDisposable
{
    private const int MaxTries = 5;
    private const int PageSize = 5000;

    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(15);

    private readonly LocalFunction _function;
    private readonly BlobPathPattern _pattern;
    private readonly BlobContainerClient _container;
    private readonly PoisonBlobQueue _poison;
    private readonly TriggerStore _store;
    private readonly FunctionRunner _runner;
    private readonly BlobTriggerSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _listener;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<string, BlobReceipt> _receipts;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    public BlobTriggerListener(
        LocalFunction function, IConfiguration configuration, TriggerStore store, FunctionRunner runner, BlobTriggerSettings settings,
        TimeProvider time, ILogger logger)
    {
        var trigger = (BlobTriggerAttribute)function.Trigger;
        var connectionString = StorageConnections.Find(trigger.Connection, configuration);
        _function = function;
        _pattern = BlobPathPattern.Parse(trigger.BlobPath);
        _container = new BlobServiceClient(connectionString, Options()).GetBlobContainerClient(_pattern.Container);
        _poison = new PoisonBlobQueue(connectionString);
        _store = store;
        _runner = runner;
        _settings = settings;
        _time = time;
        _logger = logger;
        _listener = $"{function.Name} {_container.Uri}";
        _slots = new SemaphoreSlim(settings.MaxConcurrency);
        _receipts = new ConcurrentDictionary<string, BlobReceipt>(store.ReadReceipts(_listener), StringComparer.Ordinal);
    }

    /// <summary>Scans until the host stops, then waits for the invocations that run.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var idle = _settings.Poll;
        var backoff = TimeSpan.FromSeconds(1);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var watch = Stopwatch.StartNew();
                var found = await ScanAsync(cancellationToken);
                if (backoff > TimeSpan.FromSeconds(1))
                    LogReachable(_logger, _function.Name, _container.Uri);
                backoff = TimeSpan.FromSeconds(1);
                idle = found > 0 || !_notBefore.IsEmpty ? _settings.Poll : Min(idle * 1.5, _settings.Poll * 5);
                // A scan of a very full container takes a while: it is given no more than half of the time.
                await Task.Delay(watch.Elapsed > idle ? watch.Elapsed : idle, _time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Storage that is away never ends the trigger: it is logged and waited for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogUnreachable(_logger, _function.Name, _container.Uri, backoff.TotalSeconds, FirstLine(exception));
                await Task.Delay(backoff, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                backoff = Min(backoff * 2, s_longestBackoff);
            }
        }
        await Task.WhenAll(_running.Values);
    }

    public void Dispose() => _slots.Dispose();

    private static BlobClientOptions Options()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 2;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();

    /// <summary>Starts the function for every version that is due, and forgets blobs that are gone.</summary>
    /// <returns>How many invocations were started.</returns>
    private async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var started = 0;
        HashSet<string> gone = [.. _receipts.Keys];
        await foreach (var blob in ListAsync(cancellationToken))
        {
            gone.Remove(blob.Name);
            var eTag = blob.Properties.ETag?.ToString().Trim('"') ?? "";
            if (!IsDue(blob.Name, eTag) || _pattern.Match(blob.Name) is not { } data)
                continue;
            await _slots.WaitAsync(cancellationToken);
            started++;
            Start(blob, eTag, data, cancellationToken);
        }
        Forget(gone);
        return started;
    }

    private async IAsyncEnumerable<BlobItem> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _pattern.Prefix, cancellationToken).AsPages(pageSizeHint: PageSize);
        await using var page = pages.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await page.MoveNextAsync())
                    yield break;
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                // Whoever drops the first blob creates it.
                yield break;
            }
            foreach (var blob in page.Current.Values)
                yield return blob;
        }
    }

    private bool IsDue(string name, string eTag)
    {
        if (_running.ContainsKey(name))
            return false;
        if (!_receipts.TryGetValue(name, out var receipt) || receipt.ETag != eTag)
            return true;
        return !receipt.IsDone && (!_notBefore.TryGetValue(name, out var moment) || moment <= _time.GetUtcNow());
    }

    private void Forget(HashSet<string> gone)
    {
        gone.ExceptWith(_running.Keys);
        _store.DeleteReceipts(_listener, gone);
        foreach (var name in gone)
        {
            _receipts.TryRemove(name, out _);
            _notBefore.TryRemove(name, out _);
        }
    }

    private void Start(BlobItem blob, string eTag, Dictionary<string, object?> data, CancellationToken cancellationToken)
    {
        // Registered before it runs, so that a scan never starts a blob twice; the entry goes when the receipt is written.
        var registered = new TaskCompletionSource();
        _running[blob.Name] = registered.Task;
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await ProcessAsync(blob, eTag, data, cancellationToken);
                }
#pragma warning disable CA1031 // Only the store of receipts is left to fail; without one the blob runs again, and the log says why.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    LogNoReceipt(_logger, exception, _function.Name, blob.Name);
                }
                finally
                {
                    _slots.Release();
                    _running.TryRemove(blob.Name, out _);
                    registered.SetResult();
                }
            },
            CancellationToken.None);
    }

    private async Task ProcessAsync(BlobItem blob, string eTag, Dictionary<string, object?> data, CancellationToken cancellationToken)
    {
        try
        {
            var client = _container.GetBlobClient(blob.Name);
            await _runner.RunAsync(_function, (type, token) => BindAsync(client, blob, type, token), data, cancellationToken);
            Remember(blob.Name, new BlobReceipt(eTag, 0, IsDone: true));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: no try is counted, and the blob runs again after the next start.
        }
        catch (BlobChangedException)
        {
            LogChanged(_logger, _function.Name, blob.Name);
        }
#pragma warning disable CA1031 // Whatever the function throws counts as a failed try, and is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await CountFailureAsync(blob, eTag, exception, cancellationToken);
        }
    }

    private async Task CountFailureAsync(BlobItem blob, string eTag, Exception exception, CancellationToken cancellationToken)
    {
        var before = _receipts.TryGetValue(blob.Name, out var receipt) && receipt.ETag == eTag ? receipt.Tries : 0;
        var tries = Math.Min(before + 1, MaxTries);
        _notBefore[blob.Name] = _time.GetUtcNow() + _settings.Retry * Math.Pow(2, tries - 1);
        LogFailed(_logger, exception, _function.Name, blob.Name, tries, MaxTries);
        if (tries < MaxTries)
        {
            Remember(blob.Name, new BlobReceipt(eTag, tries, IsDone: false), isDue: true);
            return;
        }
        try
        {
            await _poison.AddAsync(_function.Name, _pattern.Container, blob, eTag, cancellationToken);
            Remember(blob.Name, new BlobReceipt(eTag, tries, IsDone: true));
            LogPoison(_logger, _function.Name, blob.Name, PoisonBlobQueue.Name);
        }
#pragma warning disable CA1031 // The queue is away: the last try is repeated by a later scan, so that the blob is not lost.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Remember(blob.Name, new BlobReceipt(eTag, MaxTries - 1, IsDone: false), isDue: true);
            LogUnreachable(_logger, _function.Name, _container.Uri, _settings.Retry.TotalSeconds, FirstLine(failure));
        }
    }

    private void Remember(string name, BlobReceipt receipt, bool isDue = false)
    {
        _store.WriteReceipt(_listener, name, receipt);
        _receipts[name] = receipt;
        if (!isDue)
            _notBefore.TryRemove(name, out _);
    }

    private static async ValueTask<object?> BindAsync(BlobClient client, BlobItem blob, Type type, CancellationToken cancellationToken)
    {
        if (type == typeof(BlobClient))
            return client;
        var conditions = new BlobRequestConditions { IfMatch = blob.Properties.ETag };
        try
        {
            if (type == typeof(Stream))
                return await client.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = conditions }, cancellationToken);
            var content = await client.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellationToken);
            return content.Value.Content.ToString();
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // Gone, or another version: that one has its own invocation.
            throw new BlobChangedException(exception);
        }
    }

    private sealed class BlobChangedException(Exception cause) : Exception("The blob changed before its function ran.", cause);

    [LoggerMessage(LogLevel.Warning, "Blob function '{Function}' cannot reach {Container}; the next try is in {Seconds} s. {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string function, Uri container, double seconds, string reason);

    [LoggerMessage(LogLevel.Information, "Blob function '{Function}' reaches {Container} again.")]
    private static partial void LogReachable(ILogger logger, string function, Uri container);

    [LoggerMessage(LogLevel.Debug, "Blob function '{Function}' skips '{Blob}': it changed since it was listed.")]
    private static partial void LogChanged(ILogger logger, string function, string blob);

    [LoggerMessage(LogLevel.Error, "Blob function '{Function}' failed on '{Blob}', try {Tries} of {MaxTries}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function, string blob, int tries, int maxTries);

    [LoggerMessage(LogLevel.Error, "Blob function '{Function}' could not write the receipt of '{Blob}', which will run again.")]
    private static partial void LogNoReceipt(ILogger logger, Exception exception, string function, string blob);

    [LoggerMessage(LogLevel.Error, "Blob function '{Function}' gave up on '{Blob}': it is in queue '{Queue}'.")]
    private static partial void LogPoison(ILogger logger, string function, string blob, string queue);
}
