namespace Winnow.Inference.Internal.Running;

/// <summary>An output that a decoder reads, as it must be.</summary>
/// <param name="Tensor">Its name in the ONNX file.</param>
/// <param name="Axes">Sizes behind the items' axis, null for any; null as a whole: any number of axes.</param>
/// <param name="Names">What the axes are called in messages, where they have no size.</param>
internal sealed record OutputSpec(string Tensor, IReadOnlyList<int?>? Axes, params IReadOnlyList<string> Names)
{
    /// <summary>Whether the shape of a result fits, all of whose sizes are known.</summary>
    public bool IsMetBy(IReadOnlyList<long> shape)
    {
        if (!Fits(shape)) return false;
        for (var i = 1; i < shape.Count; i++)
        {
            // Nothing at all is no answer, but where an axis may have any size: a detector may propose no boxes.
            if (shape[i] == 0 && (Axes is null || Axes[i - 1] is not null)) return false;
        }

        return true;
    }

    /// <summary>Whether a shape, its items' axis included, fits; sizes of 0 and below are not known yet.</summary>
    public bool Fits(IReadOnlyList<long> shape)
    {
        if (Axes is null) return shape.Count > 1;
        if (shape.Count != Axes.Count + 1) return false;
        for (var i = 0; i < Axes.Count; i++)
        {
            if (Axes[i] is { } size && shape[i + 1] > 0 && shape[i + 1] != size) return false;
        }

        return true;
    }

    public override string ToString() => Axes is null
        ? "[N, …]"
        : $"[N, {string.Join(", ", Axes.Select((size, i) => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Names.ElementAtOrDefault(i) ?? "?"))}]";
}
