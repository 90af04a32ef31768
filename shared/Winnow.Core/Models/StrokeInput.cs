namespace Winnow.Core.Models;

/// <summary>A drawing or gesture as points in the order of time, float32 <c>[N, length, features]</c>. Rows of zeros are padding.</summary>
public sealed record StrokeInput : ModelInput
{
    /// <summary>What each point says, in this order.</summary>
    public required IReadOnlyList<StrokeFeature> Features { get; init; }

    /// <summary>Coordinates and their differences are multiplied by this.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>How many points; what comes after the most is cut off.</summary>
    public required InputSize Length { get; init; }

    public override bool Accepts(string mediaType) => mediaType is "text/plain" or "application/json";
}
