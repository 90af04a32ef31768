namespace Winnow.Core.Formats.Internal;

/// <summary>Cuts an annotation file into rows, from blocks of bytes of any size.</summary>
internal interface IAnnotationRows
{
    /// <summary>Line on which the current row starts, from 1.</summary>
    int Line { get; }

    /// <summary>The current row.</summary>
    AnnotationFields Fields { get; }

    /// <summary>Reads on from <paramref name="position"/>, which moves.</summary>
    /// <returns>True when there is a row; false when the block is used up.</returns>
    /// <exception cref="RefusedContentException">The file is refused as a whole.</exception>
    bool Read(ReadOnlySpan<byte> block, ref int position);

    /// <summary>Ends the file.</summary>
    /// <returns>True when there is a last row.</returns>
    /// <exception cref="RefusedContentException">The file is refused as a whole.</exception>
    bool Finish();
}
