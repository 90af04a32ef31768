using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>ONNX Runtime in a loop over tensors that are ready: the limit of whatever does more.</summary>
internal sealed class BareLoop : IContender
{
    private readonly PreparedInputs _inputs;
    private readonly ModelBatch _way;
    private readonly List<PreparedBatch> _batches;
    private readonly InferenceSession[] _sessions;
    private readonly RunOptions _run = new();

    public BareLoop(PreparedInputs inputs, ModelBatch way, string name = "bareLoop", SessionOptions? options = null)
    {
        (_inputs, _way, _batches, Name) = (inputs, way, inputs.InBatches(way.Size), name);
        using var settings = options ?? new SessionOptions();
        (settings.IntraOpNumThreads, settings.InterOpNumThreads) = (way.Threads, 1);
        _sessions = [.. inputs.Networks.Select(network => new InferenceSession(network.Path, settings))];
    }

    public string Name { get; }

    public string Way => $"{_way.Size}x{_way.Callers}x{_way.Threads}";

    public Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken)
    {
        var read = answers is null ? null : new string?[_inputs.Calls.Count];
        var started = Stopwatch.GetTimestamp();
        Callers.Run(_way.Callers, _batches.Count, i => Run(_batches[i], read));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (read is not null) _inputs.ToItems(read).CopyTo(answers!, 0);
        return Task.FromResult(seconds);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) session.Dispose();
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    private unsafe void Run(PreparedBatch batch, string?[]? answers)
    {
        var network = _inputs.Networks[batch.Network];
        fixed (byte* data = batch.Data)
        {
            using var input = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, batch.Shape, (nint)data, batch.Data.Length);
            using var output = _sessions[batch.Network].Run(_run, [network.Input], [input], [network.Output]);
            if (answers is not null && network.Reader is { } reader) Read(reader, output[0].GetTensorDataAsSpan<float>(), batch, answers);
        }
    }

    /// <summary>Reads the answers of a batch.</summary>
    public static void Read(AnswerReader reader, ReadOnlySpan<float> scores, PreparedBatch batch, string?[] answers)
    {
        var each = scores.Length / batch.Calls.Length;
        for (var i = 0; i < batch.Calls.Length; i++) answers[batch.Calls[i]] = reader.Read(scores.Slice(i * each, each));
    }
}
