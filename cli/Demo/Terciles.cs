namespace Winnow.Cli.Demo;

/// <summary>The two values that cut a distribution into three parts of equal size.</summary>
public readonly record struct Terciles(double Lower, double Upper)
{
    /// <param name="values">At least three.</param>
    public static Terciles Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(sorted[sorted.Length / 3], sorted[sorted.Length * 2 / 3]);
    }

    /// <summary>The name of the part that a value is in; a cut belongs to the part above it.</summary>
    public string Name(double value, string low, string middle, string high) => value < Lower ? low : value < Upper ? middle : high;
}
