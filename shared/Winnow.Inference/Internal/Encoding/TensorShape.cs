namespace Winnow.Inference.Internal.Encoding;

/// <summary>The axes of one item's tensor, without the items' axis: one to three, 0 where there is none. Items of the same shape can form a batch.</summary>
internal readonly record struct TensorShape(int First, int Second = 0, int Third = 0)
{
    public int Rank => Third > 0 ? 3 : Second > 0 ? 2 : 1;

    public int Elements => checked(First * Math.Max(1, Second) * Math.Max(1, Third));

    /// <summary>With the items' axis in front.</summary>
    public long[] Of(int count) => Rank switch
    {
        1 => [count, First],
        2 => [count, First, Second],
        _ => [count, First, Second, Third],
    };
}
