namespace Winnow.Cli.Api;

/// <summary>Which models label a dataset, and which of their predictions become pseudo-labels.</summary>
/// <param name="Model"><c>name</c> or <c>name@version</c>; null: none.</param>
/// <param name="MinimumConfidence">0 to 1; not looked at where there is a precision.</param>
/// <param name="LabelOnIngest">Whether new items are labelled as soon as they are ingested.</param>
/// <param name="Precision">What is promised of pseudo-labels; null: nothing.</param>
/// <param name="Agreement">The models that are asked beside it; null: none.</param>
/// <param name="TopK">How many of the most probable classes are kept; null: none.</param>
public sealed record LabelPolicy(
    string? Model = null, double MinimumConfidence = 0.9, bool LabelOnIngest = false, PrecisionTarget? Precision = null, ModelAgreement? Agreement = null, int? TopK = null);
