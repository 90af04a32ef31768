namespace Winnow.Core.Formats.Internal;

/// <summary>The entries of the sample that is being put together; disposes what was not released.</summary>
internal sealed class HeldEntries : IDisposable
{
    private List<ArchiveEntry> _entries = [];
    private bool _isSample;
    private long _bytes;

    public string Key { get; private set; } = "";

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Whether an entry belongs to what is held, and there is room for it.</summary>
    public bool Takes(ArchiveEntry entry) =>
        IsEmpty
        || _isSample && SampleName.Of(entry.Path) is { Extension.Length: > 0 } name && name.Key == Key
        && _entries.Count < WebDatasetGrouping.MaxFiles && _bytes < WebDatasetGrouping.MaxBytes;

    public void Add(ArchiveEntry entry)
    {
        if (IsEmpty)
        {
            var name = SampleName.Of(entry.Path);
            Key = name.Key;
            _isSample = name.Extension.Length > 0;
        }

        _entries.Add(entry);
        _bytes += entry.Content.Length;
    }

    /// <summary>Hands the entries over.</summary>
    public List<ArchiveEntry> Release()
    {
        var released = _entries;
        _entries = [];
        _bytes = 0;
        return released;
    }

    public void Dispose() => _entries.ForEach(entry => entry.Dispose());
}
