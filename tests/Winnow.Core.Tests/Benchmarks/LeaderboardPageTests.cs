using System.Text.Json;
using System.Xml.Linq;
using Winnow.Core.Benchmarks;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Tests.Benchmarks;

public sealed class LeaderboardPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>|`*_</style>\u202Eabc\n# x";
    private static readonly Leaderboard s_sample = SampleLeaderboard.Make();

    [Fact]
    public void Write_OfSample_HasASectionPerBoardAndARowPerEntry()
    {
        var page = XDocument.Parse(LeaderboardPage.Write(s_sample));

        Assert.Equal(["board-1", "board-2", "methods"], page.Descendants("section").Select(section => section.Attribute("id")!.Value));
        var names = page.Descendants("section").First().Descendants("th").Where(cell => cell.Attribute("class")?.Value == "name").Select(cell => cell.Value);
        Assert.Equal(
            ["1=digits-cnn@2", "1=digits-cnn@1baseline", "3=digits-mlp@3", "3=nearest-neighbour@1", "5gradient-boosted-trees-on-raw-pixels@2026-05", "6majority-class@1"], names);
        Assert.Equal("Gates: 9 of 22 failed.", page.Descendants("p").Single(lead => lead.Attribute("class")?.Value == "lead").Value);
        Assert.Equal(
            ["digits, split test: digits-cnn@2, accuracy 0.9906 [0.9880, 0.9930], cannot be told from digits-cnn@1.", "customer-digits, colour = blue: digits-cnn@2, accuracy 0.9800 [0.968, 0.990]."],
            page.Descendants("li").Select(point => point.Element("span")!.ElementsAfterSelf().First().Value));
        Assert.All(page.Descendants("a").Select(link => link.Attribute("href")!.Value), address => Assert.True(address[0] == '#' || address.StartsWith("../../evaluations/run%20of%20", StringComparison.Ordinal)));
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public void Write_OfHostileNamesEverywhere_ShowsThemAsText()
    {
        var html = LeaderboardPage.Write(HostileBoard());
        var page = XDocument.Parse(html);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.Descendants("img"));
        Assert.Single(page.Descendants("style"));
        Assert.All(["board-1", "methods"], id => Assert.Contains("<script>alert(1)</script>", page.Descendants("section").Single(one => one.Attribute("id")!.Value == id).Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OfBoardWithoutAnyValue_SaysSo()
    {
        var board = s_sample.Boards[0] with { Rows = [.. s_sample.Boards[0].Rows.Select(row => row with { Rank = 1, Score = null, Low = null, High = null, Gap = null, IsTied = false, Gates = [] })] };
        var leaderboard = s_sample with { Boards = [board], HasPassed = true };

        Assert.Contains("digits, split test: no entry has a value of accuracy.", XDocument.Parse(LeaderboardPage.Write(leaderboard)).Root!.Value, StringComparison.Ordinal);
        Assert.Contains("| 1 | digits-cnn@2 | – |", LeaderboardMarkdown.Write(leaderboard), StringComparison.Ordinal);
        Assert.StartsWith("# digits-nightly\n\nHandwritten digits: the test split of the release, and the blue ones that customers send.\n\nNo gates. Run", LeaderboardMarkdown.Write(leaderboard), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteMarkdown_OfSample_HasOneTablePerBoard()
    {
        var lines = LeaderboardMarkdown.Write(s_sample).Split('\n');

        Assert.Equal(2, lines.Count(line => line == "| rank | entry | accuracy | interval | behind | items | gates | macro-f1 | log-loss |"));
        Assert.Contains("| 1= | digits-cnn@1, baseline | 0.9890 | \\[0.9862, 0.9916\\] | −0.0016 \\[−0.0044, +0.0014\\] | 5,000 | 2 passed | 0.9850 | 0.02750 |", lines);
        Assert.Contains("- majority-class@1 fails accuracy \\>= 0.95: accuracy is 0.78; the gate wants \\>= 0.95.", lines);
    }

    [Fact]
    public void WriteMarkdown_OfHostileNamesEverywhere_KeepsThemInTheirCells()
    {
        var lines = LeaderboardMarkdown.Write(HostileBoard()).Split('\n');

        Assert.Single(lines, line => line.StartsWith("# ", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.StartsWith('|')), line => Assert.Equal(10, line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
        Assert.All(lines, line => Assert.DoesNotContain("<script", line.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Leaderboard_WrittenAndRead_IsTheSame()
    {
        var json = JsonSerializer.Serialize(s_sample, EvaluationJson.Indented);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Leaderboard>(json, EvaluationJson.Options), EvaluationJson.Indented));
        var summary = s_sample.Summarise();
        Assert.Equal(("digits", "digits-cnn@2", 2, false), (summary.Boards[0].Dataset, summary.Boards[0].Model, summary.Boards[0].Tied, summary.HasPassed));
    }

    private static Leaderboard HostileBoard()
    {
        var row = s_sample.Boards[0].Rows[1];
        var board = s_sample.Boards[0] with
        {
            Dataset = Hostile, Version = Hostile, Split = Hostile, Metric = Hostile, Notes = [Hostile], Query = new() { Label = Hostile, NamePrefix = Hostile },
            Rows =
            [
                row with
                {
                    Model = Hostile, Evaluation = Hostile, Gap = row.Gap! with { Leader = Hostile, Interval = row.Gap.Interval! with { Method = Hostile } },
                    Metrics = new Dictionary<string, double?> { [Hostile] = 0.5, ["other"] = null, [Hostile + "2"] = 1 }, Gates = [new(Hostile, Hostile, 0.1, 0.2, false, Hostile)],
                },
            ],
        };
        return s_sample with { Name = Hostile, Description = Hostile, Boards = [board] };
    }
}
