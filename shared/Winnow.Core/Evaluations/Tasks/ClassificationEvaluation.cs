using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>One class out of many. Loss: 0 for the right class, 1 for a wrong one.</summary>
[method: JsonConstructor]
public sealed class ClassificationEvaluation(ClassificationAccumulator classes) : TaskEvaluation
{
    private static readonly string[] s_parts = ["correct"];

    public ClassificationEvaluation()
        : this(new ClassificationAccumulator())
    {
    }

    public ClassificationAccumulator Classes { get; } = classes;

    [JsonIgnore]
    public override long Items => Classes.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    public override bool HasTruth(Annotation annotation) => annotation.Label is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Label is not { } said)
        {
            return null;
        }

        var truth = item.Truth.Label!;
        var isRight = string.Equals(truth, said, StringComparison.Ordinal);
        Classes.Add(truth, said, item.Said.Confidence ?? 0);
        return new(truth, said, isRight ? 0 : 1, [isRight ? 1 : 0]);
    }

    public override void Merge(TaskEvaluation other) => Classes.Merge(Same<ClassificationEvaluation>(other).Classes);

    public override IReadOnlyDictionary<string, Score> GetScores() => Classes.GetScores();
}
