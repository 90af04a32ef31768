using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The text of a line. Loss: edits of characters / length of the longer text, 0 to 1.</summary>
[method: JsonConstructor]
public sealed class TextRecognitionEvaluation(TextAccumulator texts) : TaskEvaluation
{
    private static readonly string[] s_parts = ["edits", "characters", "word-edits", "words", "exact"];

    public TextRecognitionEvaluation()
        : this(new TextAccumulator(TextNormaliser.Default))
    {
    }

    public TextAccumulator Texts { get; } = texts;

    [JsonIgnore]
    public override long Items => Texts.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    public override bool HasTruth(Annotation annotation) => annotation.Text is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Text is not { } said)
        {
            return null;
        }

        var truth = item.Truth.Text!;
        var compared = Texts.Add(truth, said, item.Said.Confidence ?? 0);
        var (characters, words) = (compared.Characters, compared.Words);
        var longest = Math.Max(characters.ReferenceLength, characters.ReferenceLength - characters.Deletions + characters.Insertions);
        return new(
            truth, said, longest == 0 ? 0 : (double)characters.Edits / longest,
            [characters.Edits, characters.ReferenceLength, words.Edits, words.ReferenceLength, compared.IsExact ? 1 : 0])
        {
            Numbers = new Dictionary<string, double> { ["text-length"] = characters.ReferenceLength },
        };
    }

    public override void Merge(TaskEvaluation other) => Texts.Merge(Same<TextRecognitionEvaluation>(other).Texts);

    public override IReadOnlyDictionary<string, Score> GetScores() => Texts.GetScores();
}
