using System.Diagnostics;
using Parquet.Serialization;
using Winnow.Core.Models;
using Winnow.Inference;

namespace Winnow.Bench;

/// <summary>Winnow's own way: a pack is read from the disk, decoded, run and answered; then its predictions are written as Parquet, which is timed apart.</summary>
internal sealed class OurPipeline : IContender
{
    private readonly PackFile _pack;
    private readonly ModelSession _session;

    public OurPipeline(ModelFiles files, ModelBatch way, PackFile pack)
    {
        (_pack, Batch) = (pack, way);
        _session = ModelSession.Load(files, new() { Provider = InferenceProvider.Cpu, BatchSize = way.Size, Callers = way.Callers, Threads = way.Threads });
    }

    public string Name => "pipeline";

    public string Way => $"{Batch.Size}x{Batch.Callers}x{Batch.Threads}";

    public ModelBatch Batch { get; }

    /// <summary>What the Parquet files took in each run.</summary>
    public List<double> ParquetSeconds { get; } = [];

    public async Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var results = new List<InferenceResult>();
        await foreach (var result in _session.RunAsync(_pack.ReadAsync(cancellationToken), new(), cancellationToken)) results.Add(result);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await WriteAsync(results, cancellationToken);
        ParquetSeconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds - seconds);
        for (var i = 0; i < (answers?.Length ?? 0); i++) answers![i] = AnswerOf(results[i]);
        return seconds;
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <remarks>The same columns as the label step writes; the blob is memory.</remarks>
    private static async Task WriteAsync(List<InferenceResult> results, CancellationToken cancellationToken)
    {
        var rows = results.ConvertAll(result => result.ToRow(result.Id));
        using var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, file, cancellationToken: cancellationToken);
    }

    private static string AnswerOf(InferenceResult result) => result.Label ?? result.Text
        ?? (result.Detail?.Objects is { } lines ? string.Join('\n', lines.Select(line => line.Text)) : throw new InvalidOperationException($"{result.Id}: {result.Error}"));
}
