using Winnow.Core.Models;
using Winnow.Inference;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Bench;

/// <summary>Everything that the networks of a task are given, decoded and preprocessed beforehand: what is left is the networks alone.</summary>
/// <param name="Networks">Of a page: detector, orientation, recognition.</param>
/// <param name="Calls">In the order of the items; of a page, the page and then its lines.</param>
/// <param name="Items">How many items there are.</param>
internal sealed record PreparedInputs(IReadOnlyList<PreparedNetwork> Networks, IReadOnlyList<PreparedCall> Calls, int Items)
{
    private const int MaxPixels = 100_000_000;

    public static PreparedInputs Of(InferenceTask task)
    {
        using var session = ModelSession.Load(task.Files, new() { Provider = InferenceProvider.Cpu });
        if (session.Card.Page is not null) return PreparedPages.Of(task, session.Card.Page, session.Labels);
        var network = session.Card.Network;
        var encoder = ItemEncoders.Create(network.Input, MaxPixels, new(1 << 26));
        var calls = task.Items.AsParallel().AsOrdered().Select((item, i) => Prepare(0, i, encoder.Encode(item.Content)));
        return new([Describe(task.Files, network, session.Labels)], [.. calls], task.Items.Count);
    }

    public static PreparedNetwork Describe(ModelFiles files, ModelNetwork network, IReadOnlyList<string>? labels) => new(
        files.PathOf(network.File), network.Input.Tensor, network.Output is ScoreOutput scores ? scores.Tensor : ((RegionOutput)network.Output).Tensor,
        labels is null ? null : new((ScoreOutput)network.Output, labels));

    public static PreparedCall Prepare(int network, int item, InputTensor input)
    {
        using (input) return new(network, item, input.Shape, input.Bytes.ToArray());
    }

    /// <summary>Inputs of the same shape, put together.</summary>
    /// <param name="size">At most so many.</param>
    public List<PreparedBatch> InBatches(int size) =>
        [.. Enumerable.Range(0, Calls.Count).GroupBy(i => (Calls[i].Network, Calls[i].Shape)).SelectMany(group => group.Chunk(size)).OrderBy(batch => batch[0]).Select(Join)];

    /// <summary>The answers of items, from those of calls: texts of one page below each other.</summary>
    /// <param name="answers">By call; null where a call gives none.</param>
    public string[] ToItems(string?[] answers)
    {
        var items = new List<string>[Items];
        for (var i = 0; i < items.Length; i++) items[i] = [];
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { } answer) items[Calls[i].Item].Add(answer);
        }

        return Array.ConvertAll(items, lines => string.Join('\n', lines));
    }

    private PreparedBatch Join(int[] calls)
    {
        var first = Calls[calls[0]];
        var data = new byte[first.Data.Length * calls.Length];
        for (var i = 0; i < calls.Length; i++) Calls[calls[i]].Data.CopyTo(data, i * first.Data.Length);
        return new(first.Network, first.Shape.Of(calls.Length), data, calls);
    }
}
