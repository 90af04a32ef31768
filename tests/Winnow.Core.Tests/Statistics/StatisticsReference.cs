using System.Text.Json;

namespace Winnow.Core.Tests.Statistics;

/// <summary>tests/reference/statistics.json: numbers of scipy 1.10.1 (statistics.py beside it).</summary>
internal sealed record StatisticsReference(
    string Scipy, StatisticsReference.DistributionCases Distributions, IReadOnlyList<StatisticsReference.ProportionCase> Proportions, double[][] Mcnemar,
    IReadOnlyList<StatisticsReference.TwoProportionsCase> TwoProportions, IReadOnlyList<StatisticsReference.SamplesCase> Samples,
    IReadOnlyList<StatisticsReference.AdjustmentCase> Adjustments, IReadOnlyList<StatisticsReference.BootstrapCase> Bootstraps,
    IReadOnlyList<StatisticsReference.ExactBcaCase> ExactBca, IReadOnlyList<StatisticsReference.PermutationCase> Permutations)
{
    private static readonly Lazy<StatisticsReference> s_loaded = new(Read);

    public static StatisticsReference Load()
    {
        Assert.Equal("1.10.1", s_loaded.Value.Scipy);
        return s_loaded.Value;
    }

    private static StatisticsReference Read()
    {
        using var stream = typeof(StatisticsReference).Assembly.GetManifestResourceStream("reference.statistics.json")!;
        return JsonSerializer.Deserialize<StatisticsReference>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record DistributionCases(
        double[][] Normal, double[][] NormalQuantile, double[][] ChiSquare, double[][] Student, double[][] Binomial, double[][] Beta);

    internal sealed record ProportionCase(long Successes, long Trials, double Level, Sides Wilson, Sides ClopperPearson);

    internal sealed record Sides(double[] Both, double[] Lower, double[] Upper);

    internal sealed record TwoProportionsCase(long[] Numbers, double? Odds, double Fisher, double? Z, double ZP);

    internal sealed record SamplesCase(double[] First, double[] Second, double T, double P, double Cliff, double? Dz);

    internal sealed record AdjustmentCase(double[] P, double[] Adjusted);

    internal sealed record BootstrapCase(string Kind, double[] Numerators, double[] Denominators, double[] Percentile, double[] Bca, double StandardError);

    internal sealed record ExactBcaCase(double[] Values, double Z0, double Acceleration, double[] Probabilities, double[] Interval);

    internal sealed record PermutationCase(double[] Baseline, double[] Candidate, double[] Denominators, int Differing, double P);
}
