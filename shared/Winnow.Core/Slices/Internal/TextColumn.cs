using Winnow.Core.Labels.Internal;

namespace Winnow.Core.Slices.Internal;

/// <summary>An attribute while its rows are collected: values in the order in which they appeared, and a code per row.</summary>
internal sealed class TextColumn(string name)
{
    private NameNumbers values = new();
    private CodeBuffer codes = new();

    public string Name => name;

    public bool IsClosed { get; private set; }

    public void Add(string? value)
    {
        if (!IsClosed)
        {
            AddCode(values.IdOf(string.IsNullOrEmpty(value) ? AttributeTable.Missing : value));
        }
    }

    /// <summary>The values in ordinal order; of too many the most frequent ones (ties: ordinal), the others as one.</summary>
    public CategoricalColumn ToColumn(int maxValues, int keptValues)
    {
        var kept = values.Count <= maxValues ? [.. values.All] : MostFrequent(keptValues);
        kept.Remove(AttributeTable.Other);
        kept.Sort(StringComparer.Ordinal);
        if (kept.Count < values.Count)
        {
            kept.Add(AttributeTable.Other);
        }

        var codeOf = kept.Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => (byte)pair.code, StringComparer.Ordinal);
        var map = values.All.Select(value => codeOf.TryGetValue(value, out var code) ? code : (byte)(kept.Count - 1)).ToArray();
        var rows = new byte[codes.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = map[codes[row]];
        }

        return new(Name, kept, rows);
    }

    private List<string> MostFrequent(int count)
    {
        var counts = new int[values.Count];
        for (var row = 0; row < codes.Count; row++)
        {
            counts[codes[row]]++;
        }

        return [.. values.All.Select((value, id) => (value, Rows: counts[id])).OrderByDescending(pair => pair.Rows)
            .ThenBy(pair => pair.value, StringComparer.Ordinal).Take(count).Select(pair => pair.value)];
    }

    private void AddCode(int code)
    {
        if (values.Count > CodeBuffer.MaxCodes)
        {
            Close();
            return;
        }

        codes.Add(code);
    }

    private void Close()
    {
        IsClosed = true;
        (values, codes) = (new(), new());
    }
}
