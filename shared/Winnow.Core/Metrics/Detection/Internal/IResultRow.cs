namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A row of an image's results, which belongs to a class.</summary>
internal interface IResultRow<TSelf>
    where TSelf : struct, IResultRow<TSelf>
{
    /// <summary>Number of the class.</summary>
    int Class { get; }

    static abstract TSelf Read(BinaryReader reader);

    /// <summary>The same row after the classes were numbered anew.</summary>
    /// <param name="classes">New number by old number.</param>
    TSelf Renumber(ReadOnlySpan<int> classes);

    void Write(BinaryWriter writer);
}
