using System.Diagnostics;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Azurite;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions;
using Winnow.Functions.Ingestion;
using Winnow.Local.Hosting;

namespace Winnow.Bench;

/// <summary>Ingestion through the whole app on the storage emulator, from the first dropped archive to the last catalogued item.</summary>
internal sealed class IngestBenchmark : IBenchmark
{
    private const string Dataset = "bench";
    private const int ShownSteps = 12;

    public string Name => "ingest";

    public string Summary => "Ingestion through the whole app on Azurite: small images from zip and WebDataset archives.";

    public IReadOnlyList<string> Options =>
    [
        "--items N       images of 28×28 pixels, half of them in zips and half in tars (default 10000)",
        "--archives N    how many archives, an even number (default 4)",
        "--annotations   one annotation per image too: CSV for the zips, .cls entries in the tars",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-bench-");
        try
        {
            var times = new StepTimes();
            await using var azurite = await AzuriteProcess.StartAsync(cancellationToken: cancellationToken);
            await using var host = await StartAsync(azurite, Path.Combine(folder.FullName, "hub.db"), times, cancellationToken);
            var files = Build(arguments);
            return await MeasureAsync(host, azurite, files, times, arguments.Number("--items", 10_000), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<(string Path, byte[] Content)> Build(BenchmarkArguments arguments)
    {
        var (archives, annotated) = (arguments.Number("--archives", 4), arguments.Has("--annotations"));
        var perArchive = arguments.Number("--items", 10_000) / archives;
        List<(string, byte[])> files = [];
        for (var i = 0; i < archives; i++)
        {
            files.Add(i % 2 == 0
                ? ($"{i}/images.zip", SomeArchives.Zip(i * perArchive, perArchive))
                : ($"{i}/images.tar", SomeArchives.Tar(i * perArchive, perArchive, annotated)));
            if (annotated && i % 2 == 0)
                files.Add(($"{i}/labels.csv", SomeArchives.Csv(i * perArchive, perArchive)));
        }

        return files;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        LocalFunctionsHost host, AzuriteProcess azurite, List<(string Path, byte[] Content)> files, StepTimes times, int items, CancellationToken cancellationToken)
    {
        var datasets = host.Services.GetRequiredService<IDatasetStore>();
        var incoming = new BlobContainerClient(azurite.ConnectionString, "incoming");
        await incoming.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Console.Error.WriteLineAsync($"{items} images in {files.Count} files …");

        var started = Stopwatch.GetTimestamp();
        foreach (var (path, content) in files)
            await incoming.GetBlobClient($"{Dataset}/{path}").UploadAsync(new BinaryData(content), cancellationToken);
        var counts = new IngestCounts();
        while (counts.Drops < files.Count)
        {
            await Task.Delay(100, cancellationToken);
            counts = (await datasets.GetTotalsAsync(Dataset, cancellationToken)).Counts;
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return
        [
            new("items", counts.Items, ""),
            new("annotations", counts.Annotations, ""),
            new("seconds", seconds, "s"),
            new("itemsPerSecond", counts.Items / seconds, "1/s"),
            new("workSeconds", counts.WorkSeconds, "s"),
            new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
            .. times.Largest(ShownSteps),
        ];
    }

    private static Task<LocalFunctionsHost> StartAsync(AzuriteProcess azurite, string taskHub, StepTimes times, CancellationToken cancellationToken) =>
        LocalFunctionsHost.StartAsync(
            typeof(IngestionTriggers).Assembly,
            builder => Compose(builder, times),
            new Dictionary<string, string?>
            {
                ["Storage"] = azurite.ConnectionString,
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["Api:Access"] = "Open",
                ["Local:TaskHubPath"] = taskHub,
                ["Logging:LogLevel:Default"] = "Warning",
            },
            cancellationToken);

    private static void Compose(FunctionsApplicationBuilder builder, StepTimes times)
    {
        builder.AddWinnow();
        times.Watch<IDropZone>(builder.Services);
        times.Watch<IIntake>(builder.Services);
        times.Watch<IBatchStore>(builder.Services);
        times.Watch<ICatalogue>(builder.Services);
        times.Watch<IPackStore>(builder.Services);
    }
}
