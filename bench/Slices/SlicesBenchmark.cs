using System.Diagnostics;
using System.Globalization;
using Winnow.Core.Slices;

namespace Winnow.Bench;

/// <summary>The search for slices over a table, and for near-duplicates among hashes.</summary>
internal sealed class SlicesBenchmark : IBenchmark
{
    public string Name => "slices";

    public string Summary => "The worst slices of a table with 0/1 and with real errors, near-duplicates among hashes, memory.";

    public IReadOnlyList<string> Options =>
    [
        "--rows N         rows of the table (default 100000)",
        "--attributes N   attributes, of 2 to 20 values (default 20)",
        "--hashes N       hashes of items (default 1000000)",
    ];

    public Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (rows, attributes, hashes) = (arguments.Number("--rows", 100_000), arguments.Number("--attributes", 20), arguments.Number("--hashes", 1_000_000));
        Search(2_000, 5, isBinary: true);
        Search(2_000, 5, isBinary: false);
        var build = Stopwatch.StartNew();
        Table(rows, attributes);
        build.Stop();
        cancellationToken.ThrowIfCancellationRequested();
        var (binary, found) = Search(rows, attributes, isBinary: true);
        var (real, foundReal) = Search(rows, attributes, isBinary: false);
        cancellationToken.ThrowIfCancellationRequested();
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            new("rows", rows, ""),
            new("attributes", attributes, ""),
            new("rowsAddedPerSecond", rows / build.Elapsed.TotalSeconds, "1/s"),
            new("searchOf0And1", binary.TotalSeconds, "s"),
            new("slicesTestedOf0And1", found.Tested, ""),
            new("searchOfReals", real.TotalSeconds, "s"),
            new("slicesTestedOfReals", foundReal.Tested, ""),
            new("peakMemory", peak / 1e6, "MB"),
            new("hashes", hashes, ""),
            new("nearDuplicates", NearDuplicates(hashes).TotalSeconds, "s"),
            new("peakMemoryWithHashes", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"),
        ]);
    }

    private static (TimeSpan Time, SliceSearchResult Result) Search(int rows, int attributes, bool isBinary)
    {
        var columns = Table(rows, attributes).GetColumns();
        var errors = Errors(columns, isBinary);
        var watch = Stopwatch.StartNew();
        var result = new SliceFinder(new()).Find(columns, errors);
        watch.Stop();
        return result.Slices.Count > 0 && result.IsComplete ? (watch.Elapsed, result) : throw new InvalidOperationException("The planted slice was not found.");
    }

    // Values are skewed, as they are in metadata: the first is the most frequent.
    private static AttributeTable Table(int rows, int attributes)
    {
        var random = new Random(1);
        var sizes = Enumerable.Range(0, attributes).Select(i => 2 + (i * 18 / Math.Max(1, attributes - 1))).ToArray();
        var table = new AttributeTable([.. Enumerable.Range(0, attributes).Select(i => $"a{i}")], []);
        var values = sizes.Select(size => Enumerable.Range(0, size).Select(value => value.ToString(CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var row = new string?[attributes];
        for (var i = 0; i < rows; i++)
        {
            for (var attribute = 0; attribute < attributes; attribute++)
            {
                row[attribute] = values[attribute][Math.Min(random.Next(sizes[attribute]), random.Next(sizes[attribute]))];
            }

            table.AddRow(row, []);
        }

        return table;
    }

    // One item in ten is wrong; of those with the first value of the first and of the last attribute three in ten.
    private static double[] Errors(IReadOnlyList<CategoricalColumn> columns, bool isBinary)
    {
        var random = new Random(2);
        var errors = new double[columns[0].Codes.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            var isBad = columns[^1].Codes[i] == 0 && columns[0].Codes[i] == 0;
            errors[i] = isBinary ? (random.NextDouble() < (isBad ? 0.3 : 0.1) ? 1 : 0) : -Math.Log(1 - random.NextDouble()) * (isBad ? 3 : 1);
        }

        return errors;
    }

    private static TimeSpan NearDuplicates(int count)
    {
        var random = new Random(3);
        var duplicates = new NearDuplicates();
        var planted = 0UL;
        for (var i = 0; i < count; i++)
        {
            planted = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            duplicates.Add(new($"{i:x16}", "train", planted));
        }

        duplicates.Add(new("copy", "test", planted ^ 0b1011));
        var watch = Stopwatch.StartNew();
        return duplicates.Find().Groups.Count >= 1 ? watch.Elapsed : throw new InvalidOperationException("The planted pair was not found.");
    }
}
