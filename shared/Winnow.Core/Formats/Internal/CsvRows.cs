namespace Winnow.Core.Formats.Internal;

/// <summary>The rows of a CSV; the first record is its header, empty lines are skipped.</summary>
/// <param name="name">Path of the file, for refusals.</param>
/// <param name="maxRowBytes">Longest record in bytes.</param>
/// <param name="invalidCode">Code of the refusal of a broken header.</param>
/// <param name="columnsOf">Finds the columns in the header, or refuses the file.</param>
internal sealed class CsvRows<TRow>(string name, int maxRowBytes, string invalidCode, Func<CsvHeader, ICsvColumns<TRow>> columnsOf) : IRows<TRow>
{
    private readonly CsvTokenizer _tokens = new(name, maxRowBytes);
    private ICsvColumns<TRow>? _columns;
    private int _count;

    public int Line => _tokens.Line;

    public TRow Row { get; private set; } = default!;

    public bool Read(ReadOnlySpan<byte> block, ref int position)
    {
        while (_tokens.Read(block, ref position))
        {
            if (Take())
            {
                return true;
            }
        }

        return false;
    }

    public bool Finish()
    {
        var isRow = _tokens.Finish() && Take();
        return _columns is null ? throw CsvHeader.Missing(name, invalidCode) : isRow;
    }

    private bool Take()
    {
        if (_tokens.IsBlank)
        {
            return false;
        }

        if (_columns is null)
        {
            var header = CsvHeader.Read(name, invalidCode, _tokens);
            _count = header.Count;
            _columns = columnsOf(header);
            return false;
        }

        Row = RowOf(_columns);
        return true;
    }

    private TRow RowOf(ICsvColumns<TRow> columns)
    {
        var problem = _tokens.Problem
            ?? (_tokens.Count == _count ? null : $"The row has {_tokens.Count} fields, the header has {_count}; quote fields that hold commas.");
        if (problem is not null)
        {
            return columns.Broken(problem);
        }

        try
        {
            return columns.Read(_tokens);
        }
        catch (FormatException e)
        {
            return columns.Broken(e.Message);
        }
    }
}
