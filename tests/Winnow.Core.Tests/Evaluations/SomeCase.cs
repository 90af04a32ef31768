using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Evaluations;

/// <summary>An item of a test, without an id: what people said about it, and what a model said.</summary>
/// <param name="Truth">Null: nobody said anything.</param>
/// <param name="Said">Null: no prediction.</param>
internal sealed record SomeCase(Annotation? Truth, Prediction? Said)
{
    private static readonly ModelId s_model = new("m", "1");

    /// <summary>A class that was predicted.</summary>
    public static SomeCase Label(string? truth, string? said, double? confidence = null, IReadOnlyDictionary<string, double>? probabilities = null) => new(
        truth is null ? null : new Annotation { ItemId = "", Label = truth },
        said is null ? null : Predicted(confidence) with { Label = said, Detail = probabilities is null ? null : new LabelDetail { Probabilities = probabilities } });

    /// <summary>A text that was read.</summary>
    public static SomeCase Text(string truth, string? said, double? confidence = null) =>
        new(new Annotation { ItemId = "", Text = truth }, said is null ? null : Predicted(confidence) with { Text = said });

    /// <summary>Anything else.</summary>
    public static SomeCase Detail(LabelDetail truth, LabelDetail? said) =>
        new(new Annotation { ItemId = "", Detail = truth }, said is null ? null : Predicted(null) with { Detail = said });

    /// <summary>The same with facts about the item.</summary>
    public SomeCase With(params (string Name, string Value)[] metadata) => this with
    {
        Truth = Truth! with { Detail = (Truth.Detail ?? new LabelDetail()) with { Metadata = metadata.ToDictionary(fact => fact.Name, fact => fact.Value) } },
    };

    /// <summary>The same, on which the model failed.</summary>
    public SomeCase Failed() => this with { Said = Predicted(null) with { Error = "damaged" } };

    private static Prediction Predicted(double? confidence) => new() { ItemId = "", Model = s_model, Run = "r", Confidence = confidence };
}
