using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>ML.NET's OnnxTransformer, on images that are decoded by our encoder when their row is read, or on tensors that are ready: then it is spared all decoding.</summary>
/// <remarks>A transformer has one shape, so there is one for each, with a session of its own; a row is a batch. Which widths there are it is told beforehand.</remarks>
internal sealed class MlNetContender : IContender
{
    private readonly PreparedInputs _inputs;
    private readonly ModelBatch _way;
    private readonly MLContext _context = new(seed: 1);
    private readonly List<(OnnxTransformer Transformer, List<PreparedBatch> Batches, List<Row> Rows)> _shapes = [];

    /// <param name="inputs">The tensors.</param>
    /// <param name="way">How they are put together.</param>
    /// <param name="decode">Decodes an item; null: the tensors are taken as they are.</param>
    public MlNetContender(PreparedInputs inputs, ModelBatch way, Action<int, Span<float>>? decode)
    {
        (_inputs, _way, Name) = (inputs, way, decode is null ? "mlNetOnTensors" : "mlNet");
        foreach (var shape in inputs.InBatches(way.Size).GroupBy(batch => (batch.Network, Shape: string.Join(',', batch.Shape))))
        {
            var (network, first) = (inputs.Networks[shape.Key.Network], shape.First());
            var options = new OnnxOptions
            {
                ModelFile = network.Path,
                InputColumns = [network.Input],
                OutputColumns = [network.Output],
                ShapeDictionary = new Dictionary<string, int[]> { [network.Input] = [.. first.Shape.Select(axis => (int)axis)] },
                IntraOpNumThreads = way.Threads,
                InterOpNumThreads = 1,
            };
            var rows = shape.Select(batch => new Row(decode is null ? Copy(batch) : () => Decode(batch, decode))).ToList();
            _shapes.Add((_context.Transforms.ApplyOnnxModel(options).Fit(ViewOf(rows, network, first.Shape)), [.. shape], rows));
        }
    }

    public string Name { get; }

    public string Way => $"{_way.Size}x{_way.Callers}x{_way.Threads}";

    public Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken)
    {
        var read = answers is null ? null : new string?[_inputs.Calls.Count];
        var started = Stopwatch.GetTimestamp();
        foreach (var (transformer, batches, rows) in _shapes)
        {
            var share = (rows.Count + _way.Callers - 1) / _way.Callers;
            Callers.Run(Math.Min(_way.Callers, rows.Count), (rows.Count + share - 1) / share, part => Run(transformer, batches, rows, part * share, share, read));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (read is not null) _inputs.ToItems(read).CopyTo(answers!, 0);
        return Task.FromResult(seconds);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var (transformer, _, _) in _shapes) transformer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run(OnnxTransformer transformer, List<PreparedBatch> batches, List<Row> rows, int start, int count, string?[]? answers)
    {
        var network = _inputs.Networks[batches[0].Network];
        var view = transformer.Transform(ViewOf(rows.GetRange(start, Math.Min(count, rows.Count - start)), network, batches[0].Shape));
        var column = view.Schema[network.Output];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var scores = default(VBuffer<float>);
        for (var i = start; cursor.MoveNext(); i++)
        {
            getter(ref scores);
            if (answers is not null && network.Reader is { } reader) BareLoop.Read(reader, scores.GetValues(), batches[i], answers);
        }
    }

    private IDataView ViewOf(List<Row> rows, PreparedNetwork network, long[] shape)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        var column = schema[nameof(Row.Values)];
        column.ColumnName = network.Input;
        column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, Array.ConvertAll(shape, axis => (int)axis));
        return _context.Data.LoadFromEnumerable(rows, schema);
    }

    private static Func<float[]> Copy(PreparedBatch batch)
    {
        var values = MemoryMarshal.Cast<byte, float>(batch.Data).ToArray();
        return () => values;
    }

    private float[] Decode(PreparedBatch batch, Action<int, Span<float>> decode)
    {
        var values = new float[batch.Data.Length / sizeof(float)];
        var each = values.Length / batch.Calls.Length;
        for (var i = 0; i < batch.Calls.Length; i++) decode(_inputs.Calls[batch.Calls[i]].Item, values.AsSpan(i * each, each));
        return values;
    }

    private sealed class Row(Func<float[]> make)
    {
        /// <remarks>Without a setter ML.NET would not look at it.</remarks>
        public float[] Values
        {
            get => make();
            set => make = () => value;
        }
    }
}
