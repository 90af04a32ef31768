using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;

namespace Winnow.Bench;

/// <summary>A model and the images it is measured on.</summary>
/// <param name="Name">As the option <c>--task</c> has it.</param>
/// <param name="Files">The model.</param>
/// <param name="Items">The images.</param>
internal sealed record InferenceTask(string Name, ModelFiles Files, IReadOnlyList<TaskItem> Items)
{
    /// <summary>Whether answers are texts, of which characters can be wrong, and not classes.</summary>
    public required bool IsText { get; init; }

    /// <summary>How often a contender goes through the items in one round: short runs say little.</summary>
    public int Passes { get; init; } = 1;

    /// <summary>Ways of batching that are tried for whoever leaves the choice to its caller.</summary>
    public required IReadOnlyList<ModelBatch> Ways { get; init; }

    /// <summary>How wrong, or right, answers are.</summary>
    /// <param name="contender">Whose answers they are.</param>
    /// <param name="answers">In the order of the items.</param>
    public Measurement Score(string contender, IReadOnlyList<string> answers)
    {
        if (!IsText) return new($"{Name}.{contender}.accuracy", 100.0 * Items.Where((item, i) => item.Truth == answers[i]).Count() / Items.Count, "%");
        var text = new TextAccumulator(TextNormaliser.Default);
        for (var i = 0; i < Items.Count; i++) text.Add(Items[i].Truth, answers[i], null);
        return new($"{Name}.{contender}.cer", 100 * text.GetScores()["cer"].Value!.Value, "%");
    }
}
