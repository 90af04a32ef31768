using System.Globalization;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The tables of costs in docs/operations.md, computed anew from its prices and the measured rates.</summary>
public sealed class CostTests
{
    private const double VirtualCpus = 2;
    private const double Gibibytes = 4;
    private const double BytesPerItem = 100_000;

    private static readonly string s_text = Repository.Read("docs/operations.md");
    private static readonly Dictionary<string, double> s_prices = Rows("| price |").ToDictionary(row => row[1], row => Number(row[2]));
    private static readonly double s_replica = (VirtualCpus * s_prices["Pcpu"]) + (Gibibytes * s_prices["Pmem"]);

    [Fact]
    public void Costs_FollowFromPricesAndRates()
    {
        var rows = Rows("| work | items/s |").ToList();

        Assert.Equal(6, rows.Count);
        Assert.All(rows, row =>
        {
            var perMillion = 1e6 / Number(row[1]) * s_replica;
            Assert.Equal(perMillion, Number(row[2]), 0.0005);
            Assert.Equal(perMillion * 1e12 / BytesPerItem / 1e6, Number(row[3]), 0.005);
        });
    }

    [Fact]
    public void Rates_AreThoseOfTheBench()
    {
        var measured = (Repository.Read("bench/README.md") + Repository.Read("README.md")).Replace(",", "", StringComparison.Ordinal);

        Assert.All(Rows("| work | items/s |"), row => Assert.Matches($@"\b{row[1].Replace(".", @"\.", StringComparison.Ordinal)}\b", measured));
    }

    [Theory]
    [InlineData("Pt4", 8, 56, "10.3 times a CPU replica")]
    [InlineData("Pa100", 24, 220, "52.3 times")]
    public void Gpu_PaysFromSoManyTimesTheRate(string price, int virtualCpus, int gibibytes, string factor)
    {
        var lines = Number(Rows("| work | items/s |").Single(row => row[0].StartsWith("label lines", StringComparison.Ordinal))[1]);
        var times = (s_prices[price] + (virtualCpus * s_prices["Pcpu"]) + (gibibytes * s_prices["Pmem"])) / s_replica;

        Assert.Contains(factor, s_text, StringComparison.Ordinal);
        Assert.Equal(Number(factor.Split(' ')[0]), times, 0.05);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{times * lines:N0}"), s_text, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Rows(string header) => s_text[s_text.IndexOf(header, StringComparison.Ordinal)..].Split('\n')
        .Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
