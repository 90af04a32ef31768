namespace Winnow.Core.Evaluations.Report;

/// <summary>When the report calls a corrected p-value significant.</summary>
internal static class Significance
{
    public const double Level = 0.05;

    public static bool Holds(double? adjusted) => adjusted < Level;
}
