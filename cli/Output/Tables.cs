using Spectre.Console;

namespace Winnow.Cli.Output;

/// <summary>Makes plain tables.</summary>
public static class Tables
{
    /// <summary>A table without frame; a heading that ends with <c>&gt;</c> is for numbers.</summary>
    public static Table Create(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            var column = new TableColumn(Markup.Escape(heading.TrimEnd('>'))) { NoWrap = true };
            table.AddColumn(heading.EndsWith('>') ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void AddTextRow(this Table table, params string?[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell ?? ""))]);
}
