namespace Winnow.Storage.Tables;

/// <summary>One row of the inverted index, without what all rows of an item have in common.</summary>
/// <param name="Field"><c>{field}={escaped value}</c>: the partition within the dataset.</param>
/// <param name="Key">Row key: <c>{sortable score or time}|{itemId}</c>.</param>
/// <param name="Said">The label that the row finds the item by.</param>
internal sealed record IndexRow(string Field, string Key, Said Said)
{
    /// <summary>Field and key as one string, as the item's row remembers them.</summary>
    public string Address => $"{Field}\t{Key}";
}
