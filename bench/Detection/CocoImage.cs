using System.Globalization;
using Winnow.Core.Labels;

namespace Winnow.Bench;

/// <summary>One image of the generated data set.</summary>
internal sealed record CocoImage(int Number, IReadOnlyList<LabelledObject> Truths, IReadOnlyList<LabelledObject> Detections)
{
    /// <summary>Its number with leading zeros, so that both sides order images alike.</summary>
    public string Id { get; } = Number.ToString("d12", CultureInfo.InvariantCulture);
}
