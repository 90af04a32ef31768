namespace Winnow.Bench;

/// <summary>One number of a benchmark.</summary>
/// <param name="Name">What was measured, in camelCase.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Measurement(string Name, double Value, string Unit);
