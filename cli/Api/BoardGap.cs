namespace Winnow.Cli.Api;

/// <summary>How far a model is behind a better one, over the items that both evaluated.</summary>
/// <param name="Leader">The better one: the first of its rank, or for that one the first of the rank above.</param>
/// <param name="Difference">This model − leader.</param>
/// <param name="Interval">Paired confidence interval of the difference; null where there is none.</param>
public sealed record BoardGap(string Leader, double Difference, Interval? Interval);
