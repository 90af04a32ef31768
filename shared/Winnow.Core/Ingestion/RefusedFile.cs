namespace Winnow.Core.Ingestion;

/// <summary>Something that is about to go into quarantine.</summary>
/// <param name="Refusal">Its name and what is wrong with it.</param>
/// <param name="Source">Name in the drop zone of the file it is, or came from.</param>
/// <param name="ETag">The version of that file.</param>
public sealed record RefusedFile(Refusal Refusal, string Source, string ETag)
{
    /// <summary>Whether the whole dropped file was refused, and is to be copied.</summary>
    public bool IsWholeDrop { get; init; }

    /// <summary>The bytes of a refused archive entry; null when they are not kept (too large, or a row of a table).</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}
