using Azure.Data.Tables;

namespace Winnow.Storage.Tables;

/// <summary>Estimates from above how many bytes a row takes in a transaction's payload.</summary>
/// <remarks>JSON may write a character outside of ASCII as <c>\uXXXX</c>, six bytes.</remarks>
internal static class RowSize
{
    private const int Overhead = 600;
    private const int PerProperty = 60;
    private const int EscapedCharacter = 6;

    public static int Estimate(ITableEntity entity)
    {
        var bytes = Overhead + Of(entity.PartitionKey) + Of(entity.RowKey);
        if (entity is TableEntity row)
        {
            foreach (var (name, value) in row)
            {
                bytes += PerProperty + name.Length + (value is string text ? Of(text) : 0);
            }
        }

        return bytes;
    }

    private static int Of(string text)
    {
        var bytes = text.Length;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                bytes += EscapedCharacter - 1;
            }
        }

        return bytes;
    }
}
