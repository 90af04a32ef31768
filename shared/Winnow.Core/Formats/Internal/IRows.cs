namespace Winnow.Core.Formats.Internal;

/// <summary>Cuts a file into rows, from blocks of bytes of any size.</summary>
internal interface IRows<out TRow>
{
    /// <summary>Line on which the current row starts, from 1.</summary>
    int Line { get; }

    /// <summary>The current row; valid until the next call.</summary>
    TRow Row { get; }

    /// <summary>Reads on from <paramref name="position"/>, which moves.</summary>
    /// <returns>True when there is a row; false when the block is used up.</returns>
    /// <exception cref="RefusedContentException">The file is refused as a whole.</exception>
    bool Read(ReadOnlySpan<byte> block, ref int position);

    /// <summary>Ends the file.</summary>
    /// <returns>True when there is a last row.</returns>
    /// <exception cref="RefusedContentException">The file is refused as a whole.</exception>
    bool Finish();
}
