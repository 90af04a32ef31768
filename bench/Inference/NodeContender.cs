using System.Diagnostics;
using System.Text.Json;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>onnxruntime-node in a process of its own, which times itself.</summary>
internal sealed class NodeContender : IContender
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;
    private readonly PreparedInputs? _inputs;
    private readonly ModelBatch _way;

    private NodeContender(string name, Process process, ModelBatch way, PreparedInputs? inputs) => (Name, _process, _way, _inputs) = (name, process, way, inputs);

    public string Name { get; }

    public string Way => $"{_way.Size}x{_way.Callers}x{_way.Threads}";

    private static string Folder => Path.Combine(Repository.Folder, "bench", "Inference");

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public static string? FindObstacle() => Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node"))
        ? null
        : "onnxruntime-node is left out: it is not installed. Run `npm ci --ignore-scripts` in bench/Inference.";

    /// <summary>It gets tensors that are ready: it is spared all decoding.</summary>
    public static Task<NodeContender> StartOnTensorsAsync(PreparedInputs inputs, ModelBatch way, string folder)
    {
        var data = Path.Combine(folder, $"tensors-{way.Size}.bin");
        var batches = new List<object>();
        using (var file = File.Create(data))
        {
            foreach (var batch in inputs.InBatches(way.Size))
            {
                batches.Add(new { batch.Network, batch.Shape, batch.Calls, Offset = file.Position, batch.Data.Length });
                file.Write(batch.Data);
            }
        }

        var job = new { Way = WayOf(way), Networks = inputs.Networks.Select(Describe), Data = data, Batches = batches };
        return StartAsync("nodeOnTensors", job, way, inputs, folder);
    }

    /// <summary>It gets files, and decodes them with sharp, as its users do.</summary>
    public static Task<NodeContender> StartOnImagesAsync(InferenceTask task, PreparedInputs inputs, ImageInput input, ModelBatch way, string folder)
    {
        var images = Path.Combine(folder, "images");
        Directory.CreateDirectory(images);
        foreach (var item in task.Items) File.WriteAllBytes(Path.Combine(images, item.Id), item.Content);
        var job = new { Way = WayOf(way), Networks = inputs.Networks.Select(Describe), Folder = images, Files = task.Items.Select(item => item.Id), Input = Describe(input) };
        return StartAsync("node", job, way, null, folder);
    }

    public async Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(answers is null ? "time" : "answers");
        await _process.StandardInput.FlushAsync(cancellationToken);
        var said = await ReadAsync(_process, cancellationToken);
        if (answers is not null)
        {
            string?[] read = [.. said.GetProperty("answers").EnumerateArray().Select(answer => answer.GetString())];
            (_inputs?.ToItems(read) ?? read!).CopyTo(answers, 0);
        }

        return said.GetProperty("seconds").GetDouble();
    }

    public async ValueTask DisposeAsync()
    {
        // It ends when there is nothing more to read.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<NodeContender> StartAsync(string name, object job, ModelBatch way, PreparedInputs? inputs, string folder)
    {
        var path = Path.Combine(folder, $"{name}-{way.Size}-{way.Callers}.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(job, s_json));
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "node-peer.cjs"), path]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        await ReadAsync(process, CancellationToken.None);
        return new(name, process, way, inputs);
    }

    /// <exception cref="InvalidOperationException">Node ended; why is on stderr.</exception>
    private static async Task<JsonElement> ReadAsync(Process process, CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? JsonSerializer.Deserialize<JsonElement>(line)
            : throw new InvalidOperationException("node-peer.cjs ended before it was done; what it said is above.");

    private static int[] WayOf(ModelBatch way) => [way.Size, way.Callers, way.Threads];

    private static object Describe(PreparedNetwork network) => new
    {
        network.Path,
        network.Input,
        network.Output,
        Reader = network.Reader is { } reader ? new { reader.Labels, reader.Output.Blank, Ctc = reader.Output.Decoding == ScoreDecoding.Ctc } : null,
    };

    private static object Describe(ImageInput input)
    {
        var channels = Enumerable.Range(0, input.ChannelCount);
        return new
        {
            Channels = input.ChannelCount,
            Width = input.Width.IsFixed ? (object)input.Width.Minimum : new { Min = input.Width.Minimum, Max = input.Width.Maximum, input.Width.Step },
            Height = input.Height.Minimum,
            Factors = channels.Select(channel => input.Scale / input.Std[channel]),
            Offsets = channels.Select(channel => -input.Mean[channel] / input.Std[channel]),
            Order = input.Channels == ColourOrder.Bgr ? new[] { 2, 1, 0 } : [0, 1, 2],
        };
    }
}
