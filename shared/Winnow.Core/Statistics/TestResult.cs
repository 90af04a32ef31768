namespace Winnow.Core.Statistics;

/// <summary>What a test of a hypothesis says.</summary>
/// <param name="Statistic">The test statistic; null when it is undefined.</param>
/// <param name="PValue">Two-sided: the chance of a statistic at least as extreme if there is no difference.</param>
/// <param name="Method">Which test it was, with every choice in it.</param>
public sealed record TestResult(double? Statistic, double PValue, string Method);
