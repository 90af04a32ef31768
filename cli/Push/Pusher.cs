using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Winnow.Cli.Output;

namespace Winnow.Cli.Push;

/// <summary>Uploads a folder into a dataset's drop zone.</summary>
public sealed class Pusher(BlobServiceClient blobs, TimeProvider clock)
{
    private const string DropZone = "incoming";
    private long _done;
    private long _bytes;

    /// <summary>Uploads what the journal does not know; a file that fails does not stop the others.</summary>
    public async Task<PushResult> PushAsync(PushOptions options, Action<ProgressReading> report, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var root = Path.GetFullPath(options.Folder);
        var container = blobs.GetBlobContainerClient(DropZone);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        using var journal = PushJournal.Open(options.JournalPath, await IdentifyAsync(container, cancellationToken));
        var files = Enumerate(root).ToList();
        var wanted = files.Where(file => options.Force || !journal.Knows(PathOf(file, root, options), file)).ToList();
        var failures = new ConcurrentBag<PushFailure>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wanted, parallel, async (file, token) =>
        {
            await PushAsync(container, file, PathOf(file, root, options), options.Dataset, journal, failures, token);
            report(Reading(wanted.Count, clock.GetElapsedTime(started).TotalSeconds));
        });
        return new(wanted.Count - failures.Count, files.Count - wanted.Count, _bytes, clock.GetElapsedTime(started).TotalSeconds,
            [.. failures.OrderBy(failure => failure.Path, StringComparer.Ordinal)]);
    }

    /// <summary>The container's ETag: it stays as it is while blobs come and go, and is another one when the container was made anew.</summary>
    private static async Task<string> IdentifyAsync(BlobContainerClient container, CancellationToken cancellationToken) =>
        (await container.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString();

    private static IEnumerable<FileInfo> Enumerate(string root) =>
        new DirectoryInfo(root).EnumerateFiles("*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        }).OrderBy(file => file.FullName, StringComparer.Ordinal);

    private static string PathOf(FileInfo file, string root, PushOptions options) =>
        options.Prefix + Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private async Task PushAsync(
        BlobContainerClient container, FileInfo file, string path, string dataset, PushJournal journal, ConcurrentBag<PushFailure> failures,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var content = file.OpenRead();
            var answer = await container.GetBlobClient($"{dataset}/{path}").UploadAsync(content, overwrite: true, cancellationToken);
            journal.Add(new(path, file.Length, file.LastWriteTimeUtc.Ticks, answer.Value.ETag.ToString()));
            Interlocked.Add(ref _bytes, file.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RequestFailedException or AggregateException)
        {
            failures.Add(new(path, ErrorReport.Describe(error).Message));
        }

        Interlocked.Increment(ref _done);
    }

    private ProgressReading Reading(long total, double seconds)
    {
        var (done, bytes) = (Interlocked.Read(ref _done), Interlocked.Read(ref _bytes));
        var rate = seconds > 0 ? done / seconds : 0;
        return new(done, total, "files", rate, rate > 0 ? (total - done) / rate : null, seconds > 0 ? bytes / seconds : 0);
    }
}
