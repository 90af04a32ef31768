using Winnow.Core.Evaluations.Report;
using Winnow.Core.Evaluations.Report.Plots;

namespace Winnow.Core.Benchmarks;

/// <summary>A leaderboard as one HTML page that needs nothing beside it: no script, no font, no address but links to the reports of its evaluations.</summary>
/// <remarks>
/// Those links are relative and hold both where the API serves the page and where it lies in the container of evaluations. Names come from outside: every
/// value goes through <see cref="Markup"/>, which encodes it. The page is also well-formed XML.
/// </remarks>
public static class LeaderboardPage
{
    private const int MaxFailed = 100;
    private const string Css = """
        .board .rank{display:inline-block;min-width:38px;font-variant-numeric:tabular-nums}.board .name a{color:inherit}.board .of{font-weight:400;color:var(--soft);font-size:.87rem}.metrics-of th,.metrics-of td{padding-top:4px;padding-bottom:4px}
        @media(min-width:761px){.board .name{max-width:290px}.board .plot{min-width:190px}.board .delta{text-align:right}}
        @media(max-width:760px){.board .axis .delta,.board td:empty{display:none}.board td.range{grid-column:auto}.board .delta{grid-column:1/-1;order:5}.board .delta::before{content:"behind ";color:var(--soft)}.gates.of-entries tr{grid-template-columns:minmax(0,1fr)}}

        """;

    /// <summary>Writes the page.</summary>
    public static string Write(Leaderboard leaderboard)
    {
        var sections = leaderboard.Boards.Select(Section).Append(Methods(leaderboard)).ToList();
        var about = $"benchmark {BoardWords.ShortHash(leaderboard)} · run {leaderboard.Id} · {BoardWords.Time(leaderboard.CreatedAt)}";
        var description = leaderboard.Description is { } text ? Markup.Of($"<p>{text}</p>") : Markup.Empty;
        return Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1"/>
            <title>{leaderboard.Name}: leaderboard</title><style>{new Markup(ReportStyle.Css + Css)}</style></head>
            <body><main>
            <header><h1><bdi>{leaderboard.Name}</bdi></h1>{description}<p class="about">{about}</p></header>
            {Verdict(leaderboard)}
            <nav>{sections.Select(section => section.Link)}</nav>
            {sections.Select(section => section.Write())}
            </main></body></html>

            """).Html;
    }

    private static Markup Verdict(Leaderboard leaderboard)
    {
        var hasGates = leaderboard.Boards.Any(board => board.Rows.Any(row => row.Gates.Count > 0));
        var tone = !leaderboard.HasPassed ? "failed" : hasGates ? "passed" : "same";
        return Markup.Of(
            $"""
            <div class="verdict {tone}">
            <p class="lead">{BoardWords.Gates(leaderboard)}</p>
            <ul class="points">{leaderboard.Boards.Select(Best)}</ul>
            </div>
            """);
    }

    private static Markup Best(Board board)
    {
        var best = board.Rows.Where(row => row.Rank == board.Rows[0].Rank && row.Score is not null).ToList();
        if (best.Count == 0)
        {
            return Point("warning", "note", Markup.Of($"{BoardWords.Title(board)}: no entry has a value of {board.Metric}."));
        }

        var score = $"{board.Metric} {Show.Value(board.Metric, best[0].Score)} {BoardWords.Range(board, best[0])}".TrimEnd();
        return best.Count == 1
            ? Point("better", "first", Markup.Of($"{BoardWords.Title(board)}: <b>{best[0].Model}</b>, {score}."))
            : Point("same", "tied", Markup.Of($"{BoardWords.Title(board)}: <b>{best[0].Model}</b>, {score}, cannot be told from {string.Join(", ", best.Skip(1).Select(row => row.Model))}."));
    }

    private static Markup Point(string tone, string word, Markup text) => Markup.Of($"<li>{Html.Badge(tone, word)}<span>{text}</span></li>");

    private static Section Section(Board board, int index)
    {
        var notes = board.Notes.Select(note => Markup.Of($"""<p class="note">{note}</p>"""));
        return new($"board-{index + 1}", BoardWords.Title(board), BoardWords.Ranking(board), Markup.Of($"""<div class="card">{Rows(board)}{notes}</div>{Others(board)}{Failed(board)}"""));
    }

    private static Markup Rows(Board board)
    {
        var drawn = board.Rows.Where(row => row.Score is not null).ToList();
        var extent = drawn.SelectMany(row => BoardWords.IntervalOf(board, row) is { } interval ? [interval.Low, row.Score!.Value, interval.High] : new[] { row.Score!.Value });
        var scale = drawn.TrueForAll(row => MetricScale.IsShare(board.Metric, row.Score)) ? Scale.OfShares(extent) : Scale.Around(extent);
        return Markup.Of(
            $"""
            <table class="forest board"><tbody><tr class="axis"><th>entry</th><td class="value">{board.Metric}</td><td class="plot">{IntervalPlot.Axis(scale)}</td><td></td><td class="delta">behind</td><td></td></tr>
            {board.Rows.Select(row => Row(board, row, scale))}</tbody></table>
            """);
    }

    private static Markup Row(Board board, BoardRow row, Scale scale)
    {
        var plot = IntervalPlot.Row(scale, row.Score, BoardWords.IntervalOf(board, row), board.Rows[0].Score, row.Rank == board.Rows[0].Rank ? "plain" : "same");
        var model = Markup.Of($"""<a href="../../evaluations/{Uri.EscapeDataString(row.Evaluation)}/report.html">{Html.Name(row.Model, 60)}</a>{(row.IsBaseline ? Markup.Of($""" <span class="of">baseline</span>""") : Markup.Empty)}""");
        return Markup.Of(
            $"""
            <tr><th class="name" scope="row"><span class="rank">{row.Rank}{(row.IsTied ? "=" : "")}</span>{model}</th><td class="value">{Show.Value(board.Metric, row.Score)}</td><td class="plot">{plot}</td><td class="range">{BoardWords.Range(board, row)}</td><td class="delta">{BoardWords.Gap(board, row)}</td><td class="mark">{Gates(row)}</td></tr>
            """);
    }

    private static Markup Gates(BoardRow row) => BoardWords.Gates(row) is { Length: > 0 } text
        ? Html.Badge(row.Gates.All(gate => gate.HasPassed) ? "passed" : "failed", text)
        : Markup.Empty;

    private static Markup Others(Board board)
    {
        var others = BoardWords.OtherMetrics(board).ToList();
        if (others.Count == 0)
        {
            return Markup.Empty;
        }

        var head = Markup.Of($"""<th>entry</th>{others.Select(name => Markup.Of($"""<th class="n">{name}</th>"""))}<th class="n">items</th>""");
        return Markup.Of($"""<div class="card"><h3>Other metrics</h3>{Html.Table("metrics-of", head, board.Rows.Select(row => Values(row, others)))}</div>""");
    }

    private static Markup Values(BoardRow row, List<string> names) => Markup.Of(
        $"""<tr><td>{Html.Name(row.Model, 60)}</td>{names.Select(name => Markup.Of($"""<td class="n">{Show.Value(name, row.Metrics.GetValueOrDefault(name))}</td>"""))}<td class="n">{row.Items}</td></tr>""");

    private static Markup Failed(Board board)
    {
        var failed = BoardWords.Failed(board).ToList();
        if (failed.Count == 0)
        {
            return Markup.Empty;
        }

        var head = Markup.Of($"""<th>gate</th><th>entry</th><th class="n">measured</th><th>reason</th>""");
        return Markup.Of($"""<div class="card"><h3>Failed gates, {Html.Shown(MaxFailed, failed.Count)}</h3>{Html.Table("gates of-entries", head, failed.Take(MaxFailed).Select(one => Markup.Of(
            $"""<tr><td><code>{one.Gate.Rule}</code></td><td>{Html.Name(one.Row.Model, 60)}</td><td class="n measured">{Show.Value(one.Gate.Metric, one.Gate.Value)}</td><td class="soft">{one.Gate.Reason}</td></tr>""")))}</div>""");
    }

    private static Section Methods(Leaderboard leaderboard)
    {
        var methods = leaderboard.Boards.SelectMany(board => board.Rows).Select(row => row.Gap?.Interval?.Method).OfType<string>().Distinct();
        return new("methods", "How ranks are made", "", Markup.Of(
            $"""
            <div class="card"><p>Entries are sorted by the metric. The best one is compared with every entry below, paired over the items that both evaluated. Its rank ends above the first entry that is worse beyond noise: p, corrected by Benjamini–Hochberg over these comparisons, is below 1 − level, and the paired interval of the difference leaves out 0. That entry leads the next rank. Entries of one rank cannot be told apart, so their order says nothing. A rank that several share has a = before it. “Behind” is the difference to the best of the rank, and for the best of a rank that to the best of the rank above.</p>
            {methods.Select(method => Markup.Of($"<p><code>{method}</code></p>"))}<p class="soft">The benchmark's hash is {leaderboard.Hash}: runs with the same hash may be compared.</p></div>
            """));
    }
}
