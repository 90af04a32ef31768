using System.Text;

namespace Winnow.Core.Formats.Internal;

/// <summary>The rows of an annotation CSV; the first record is its header, empty lines are skipped.</summary>
internal sealed class CsvRows(string name, int maxRowBytes) : IAnnotationRows
{
    private readonly CsvTokenizer _tokens = new(name, maxRowBytes);
    private CsvColumns? _columns;

    public int Line => _tokens.Line;

    public AnnotationFields Fields { get; private set; }

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
        return _columns is null ? throw CsvColumns.NoHeader(name) : isRow;
    }

    private bool Take()
    {
        if (_tokens.IsBlank)
        {
            return false;
        }

        if (_columns is null)
        {
            _columns = CsvColumns.Read(name, _tokens);
            return false;
        }

        Fields = FieldsOf(_columns);
        return true;
    }

    private AnnotationFields FieldsOf(CsvColumns columns)
    {
        var problem = _tokens.Problem
            ?? (_tokens.Count == columns.Count ? null
                : $"The row has {_tokens.Count} fields, the header has {columns.Count}; quote fields that hold commas.");
        return problem is not null
            ? new(Problem: problem)
            : new(Field(columns.FileName), Field(columns.Label), Field(columns.Text), Field(columns.Split), Field(columns.Source));
    }

    private string? Field(int? column) => column is { } index && _tokens[index] is { IsEmpty: false } field ? Encoding.UTF8.GetString(field) : null;
}
