using Winnow.Core.Metrics.Detection;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Metrics.Pages;

/// <summary>How pages are evaluated.</summary>
public sealed record PageOptions
{
    /// <summary>Whether lines are compared by their boxes or, pixel by pixel, by their polygons; default: boxes.</summary>
    public OverlapKind Overlap { get; init; }

    /// <summary>What texts go through before they are compared; default: <see cref="TextNormaliser.Default"/>.</summary>
    public IReadOnlyList<string> Normalisation { get; init; } = TextNormaliser.Default.Transforms;
}
