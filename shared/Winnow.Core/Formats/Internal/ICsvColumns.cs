namespace Winnow.Core.Formats.Internal;

/// <summary>Knows which column of a CSV says what.</summary>
internal interface ICsvColumns<out TRow>
{
    /// <summary>Reads a record that has as many fields as the header.</summary>
    /// <exception cref="FormatException">A field cannot be understood.</exception>
    TRow Read(CsvTokenizer record);

    /// <summary>Stands for a row that could not be read.</summary>
    TRow Broken(string problem);
}
