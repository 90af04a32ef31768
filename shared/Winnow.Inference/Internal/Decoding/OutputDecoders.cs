using Winnow.Core.Models;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

internal static class OutputDecoders
{
    /// <summary>The decoder for a task and an output, which fit since the card was read.</summary>
    public static IOutputDecoder Create(ModelCard card, OnnxNetwork network)
    {
        var labels = network.Labels;
        RequireDifferent(card.Network.Output, network);
        return (card.Network.Output, card.Task) switch
        {
            (ScoreOutput { Decoding: ScoreDecoding.Sigmoid } scores, _) => new MultiLabelDecoder(scores, labels),
            (ScoreOutput { Decoding: ScoreDecoding.Ctc } scores, _) => CreateLine(scores, network),
            (ScoreOutput scores, ModelTask.Tagging) => new TagDecoder(scores, labels),
            (ScoreOutput scores, ModelTask.Sequence) => new StepDecoder(scores, labels),
            (ScoreOutput scores, _) => new ClassDecoder(scores, labels),
            (VectorOutput vector, _) => new VectorDecoder(vector),
            (AnchorFreeOutput cells, _) => new AnchorFreeDecoder(cells, labels),
            (AnchorOutput anchors, _) => new AnchorDecoder(anchors, labels),
            var (output, task) => throw new ArgumentOutOfRangeException(nameof(card), output, $"The task {task.ToName()} has no such decoding."),
        };
    }

    public static LineDecoder CreateLine(ScoreOutput output, OnnxNetwork network) => output.Blank <= network.Labels.Count
        ? new(output, network.Labels)
        : throw network.Mismatch($"output.blank is {output.Blank}, the classes are 0 to {network.Labels.Count}");

    /// <summary>Answers name classes: two of the same name, or one without, could not be told apart. Characters may come twice.</summary>
    private static void RequireDifferent(ModelOutput output, OnnxNetwork network)
    {
        if (output is ScoreOutput { Decoding: ScoreDecoding.Ctc }) return;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in network.Labels)
        {
            if (label.Length == 0) throw network.Mismatch("one of its labels is empty");
            if (!known.Add(label)) throw network.Mismatch($"the label '{label}' comes twice");
        }
    }
}
