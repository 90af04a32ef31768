using System.Runtime.InteropServices;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Rows of results by image, in one growing array.</summary>
internal sealed class ResultRows<TRow>
    where TRow : struct, IResultRow<TRow>
{
    private readonly List<TRow> rows = [];
    private readonly List<int> ends = [];

    public int Count => rows.Count;

    public ReadOnlySpan<TRow> All => CollectionsMarshal.AsSpan(rows);

    /// <summary>Adds a row to the image that <see cref="EndImage"/> will end.</summary>
    public void Add(TRow row) => rows.Add(row);

    public void EndImage() => ends.Add(rows.Count);

    /// <summary>The rows of an image: first row, and the row after the last one.</summary>
    public (int Start, int End) RangeOf(int image) => (image == 0 ? 0 : ends[image - 1], ends[image]);

    /// <summary>All rows, image by image in the given order, with the place of each row's image in it.</summary>
    public (TRow[] Rows, int[] Places) InOrder(ReadOnlySpan<int> images)
    {
        var (sorted, places, next) = (new TRow[rows.Count], new int[rows.Count], 0);
        for (var place = 0; place < images.Length; place++)
        {
            var (start, end) = RangeOf(images[place]);
            All[start..end].CopyTo(sorted.AsSpan(next));
            places.AsSpan(next, end - start).Fill(place);
            next += end - start;
        }

        return (sorted, places);
    }

    public void Append(ResultRows<TRow> other, ReadOnlySpan<int> classes)
    {
        var start = rows.Count;
        foreach (var row in other.rows)
        {
            rows.Add(row.Renumber(classes));
        }

        foreach (var end in other.ends)
        {
            ends.Add(start + end);
        }
    }

    /// <summary>For each image in the given order how many rows it has (32 bits), and the rows.</summary>
    public byte[] ToBytes(ReadOnlySpan<int> images, ReadOnlySpan<int> classes)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var image in images)
        {
            var (start, end) = RangeOf(image);
            writer.Write(end - start);
            foreach (var row in All[start..end])
            {
                row.Renumber(classes).Write(writer);
            }
        }

        return stream.ToArray();
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ArgumentException">There is too much or not enough of it.</exception>
    public static ResultRows<TRow> FromBytes(byte[] bytes, int images)
    {
        var result = new ResultRows<TRow>();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        try
        {
            for (var image = 0; image < images; image++)
            {
                for (var left = reader.ReadInt32(); left > 0; left--)
                {
                    result.Add(TRow.Read(reader));
                }

                result.EndImage();
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new ArgumentException($"The rows of {images} images end too early.", nameof(bytes), exception);
        }

        return reader.BaseStream.Position == bytes.Length
            ? result
            : throw new ArgumentException($"{bytes.Length - reader.BaseStream.Position} bytes follow the rows of {images} images.", nameof(bytes));
    }
}
