namespace Winnow.Core.Evaluations.Analysis;

/// <summary>A slice whose items fare worse than the rest.</summary>
/// <param name="Predicates">Its conditions, as <c>attribute = value</c>, all of which hold.</param>
/// <param name="Items">Items in it.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="Rest">Mean loss of all other items.</param>
/// <param name="Effect">Effect size; <paramref name="EffectName"/> says which.</param>
/// <param name="EffectName"><c>relative risk</c>, <c>Cohen's d</c>, …</param>
/// <param name="PValue">Of the difference to the rest, before correction.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over all slices that were looked at.</param>
/// <param name="Worst">Its worst items, the worst first.</param>
public sealed record SliceFinding(
    IReadOnlyList<string> Predicates, long Items, double Loss, double Rest, double Effect, string EffectName, double PValue, double Adjusted,
    IReadOnlyList<ReportItem> Worst);
