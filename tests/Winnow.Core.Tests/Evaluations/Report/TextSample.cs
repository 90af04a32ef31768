using System.Globalization;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>Lines of handwriting, some of them from right to left, without a weak slice.</summary>
internal static class TextSample
{
    private static readonly (string Truth, string Read)[] s_lines =
    [
        ("The quick brown fox jumps over the lazy dog", "The quiek brown fox jurnps over the lazy dog"), ("Straße nach München", "Strase nach Munchen"),
        ("Paid in full, 12 March 1894", "Paid in fu11, l2 March 1894"), ("שלום עולם", "שלום עולס"), ("of the said parish", ""), ("Rec'd £4 10s. 6d.", "Recd £4 l0s. 6d"),
        ("مرحبا بالعالم", "مرحبا العالم"), ("& yours most sincerely", "& yours most sincerly"),
    ];

    public static SampleReport Make()
    {
        var report = SampleReport.Bare(ModelTask.TextRecognition, "letters", "reader@2", 2400, 611, ("cer", 0.0231, 0.0024), ("wer", 0.0742, 0.0061), ("exact-match", 0.7454, 0.0174));
        report = report with
        {
            Skipped = new(0, 7, 0, 3),
            Gates = SampleReport.Judge(report, "cer <= 0.03"),
            Findings = Findings(),
            Worst = [.. Enumerable.Range(0, 16).Select(Item)],
            SliceTable =
            [
                new("folder", "letters", 1800, "cer", 0.0226, SampleReport.Around(0.0226, 0.003), 0.4, 0.6, null), new("folder", "ledgers", 600, "cer", 0.0248, SampleReport.Around(0.0248, 0.006), 0.4, 0.6, null),
                new("metadata.script", "Hebrew", 12, "cer", 0.0612, null, null, null, null),
            ],
            Settings = report.Settings with { Normalisation = ["nfc", "collapse-whitespace", "trim"] },
        };
        return new(report, report.Worst.ToDictionary(item => item.ItemId, item => SamplePictures.Line(int.Parse(item.ItemId[5..], CultureInfo.InvariantCulture))));
    }

    private static ReportItem Item(int number)
    {
        var (truth, read) = s_lines[number % s_lines.Length];
        return SampleReport.Item(number, $"letters/1894-03/{number:D4}.png", truth, read, 0.97 - (number * 0.03), 1 - (number * 0.05));
    }

    private static Findings Findings() => new()
    {
        Text = new(
            new(1400, 620, 380, 103_900), new(1100, 210, 90, 18_868), 1789,
            [new(0, 0, 0, 0, 0, 0), new(1, 10, 310, 260, 96, 2210), new(11, 20, 640, 530, 301, 10_020), new(21, 40, 980, 702, 890, 29_800), new(41, 80, 400, 270, 802, 24_100), new(81, null, 70, 27, 311, 7400)],
            [new("l", "1", 41), new("", " ", 33), new("rn", "m", 0), new("ß", "s", 21), new("c", "e", 19), new(" ", "", 12), new("ü", "u", 9), new("ם", "ס", 4), new("\u0007", "?", 1)]),
        ConfidenceHistogram = [.. Enumerable.Range(0, 20).Select(i => new ConfidenceBin(i / 20.0, (i + 1) / 20.0, i * i, i * (20 - i) / 3))],
    };
}
