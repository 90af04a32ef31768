using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Azurite;
using Winnow.Core.Catalogue;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.Functions;
using Winnow.Functions.Evaluation;
using Winnow.Local.Hosting;
using Winnow.Storage.Models;

namespace Winnow.Bench;

/// <summary>An evaluation through the whole app: shards, merge, intervals, slices, confusions, report. The dataset is made up, everything else is real.</summary>
internal sealed class EvaluateBenchmark : IBenchmark
{
    private const double Unused = 2;

    public string Name => "evaluate";

    public string Summary => "An evaluation through the whole app on Azurite, of a dataset that is made up pack by pack: rate and memory.";

    public IReadOnlyList<string> Options =>
    [
        "--items N     classified items (default 1000000)",
        "--classes N   classes (default 10)",
        "--coco N      images with 36,000 objects per 5,000 and 100 detections each, in place of classified items",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-bench-");
        try
        {
            var images = arguments.Number("--coco", 0);
            MadeUpDataset dataset = images > 0
                ? new MadeUpObjects(new SomeCocoImages(images, images * 36 / 5, 100).Make())
                : new MadeUpClasses(arguments.Number("--items", 1_000_000), arguments.Number("--classes", 10));
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = Path.Combine(folder.FullName, "azurite") }, cancellationToken);
            await using var host = await LocalFunctionsHost.StartAsync(
                typeof(WinnowApp).Assembly, builder => Compose(builder, dataset), Settings(azurite, folder.FullName), cancellationToken);
            if (dataset is MadeUpObjects objects)
            {
                await objects.WriteDetectionsAsync(host.Services.GetRequiredService<PredictionFiles>(), cancellationToken);
            }

            return await MeasureAsync(host, images > 0 ? ModelTask.Detection : ModelTask.Classification, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(LocalFunctionsHost host, ModelTask task, CancellationToken cancellationToken)
    {
        var (id, started) = (Guid.NewGuid().ToString("N"), Stopwatch.GetTimestamp());
        var input = new EvaluateInput
        {
            Run = id,
            Spec = new() { Dataset = MadeUpDataset.Name, Model = MadeUpDataset.Model.ToString(), IsBrought = true, Task = task, Metrics = MetricNames.Of(task) },
            MinimumConfidence = Unused,
            Window = 4,
            PacksPerGroup = 200,
        };
        await host.DurableTaskClient.ScheduleNewOrchestrationInstanceAsync(nameof(EvaluateOrchestrator), input, new(id), cancellationToken);
        TimeSpan? shards = null;
        OrchestrationMetadata instance;
        do
        {
            await Task.Delay(100, cancellationToken);
            instance = (await host.DurableTaskClient.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken))!;
            shards ??= instance.SerializedCustomStatus?.Contains("\"report\"", StringComparison.Ordinal) is true ? Stopwatch.GetElapsedTime(started) : null;
        }
        while (!instance.IsCompleted);
        var all = Stopwatch.GetElapsedTime(started);
        var result = instance.ReadOutputAs<EvaluationResult>() ?? throw new InvalidOperationException($"The evaluation ended as {instance.RuntimeStatus}: {instance.FailureDetails?.ErrorMessage}");
        return
        [
            new("items", result.Items, ""),
            new("itemsPerSecondOfShards", result.Items / (shards ?? all).TotalSeconds, "1/s"),
            new("secondsOfReport", (all - (shards ?? all)).TotalSeconds, "s"),
            new("secondsInAll", all.TotalSeconds, "s"),
            new("intervals", result.Intervals.Count, ""),
            new("peakMemory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
        ];
    }

    private static void Compose(FunctionsApplicationBuilder builder, MadeUpDataset dataset)
    {
        builder.AddWinnow();
        builder.Services.AddSingleton<ICatalogue>(dataset);
        builder.Services.AddSingleton<IPackStore>(dataset);
    }

    private static Dictionary<string, string?> Settings(AzuriteProcess azurite, string folder) => new()
    {
        ["Storage"] = azurite.ConnectionString,
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["Api:Access"] = "Open",
        ["Local:TaskHubPath"] = Path.Combine(folder, "hub.db"),
    };
}
