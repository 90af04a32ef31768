using System.Text.Json.Serialization;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection.Internal;
using Winnow.Core.Metrics.Pages.Internal;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Pages;

/// <summary>Collects pages with the lines that stand there and the lines that were found and read: detection, end-to-end recognition, error rate.</summary>
/// <remarks>
/// <para>
/// Lines match one to one from IoU 0.5 on, the largest overlap first. A truth whose text is <c>###</c> or that is a crowd is a region to ignore:
/// detections with more than half of their area in it do not count. Counts are summed over all pages: precision = matches / detections, recall =
/// matches / truths, hmean = 2 · matches / (detections + truths); end to end a match counts only when its texts are equal after normalisation.
/// Character error rate: edits of matched lines, all characters of missed lines (deletions) and of spurious ones (insertions), over the characters
/// of all truths that count; it may exceed 1.
/// </para>
/// <para>
/// After the evaluation script of ICDAR 2015 (robust reading, incidental scene text, tasks 1 and 4), with these differences: from 0.5 on (there
/// above 0.5), largest overlap first (there in the order of the files), polygons on pixels (there exactly), and texts equal after the normaliser
/// (there without case and punctuation at the ends, and words shorter than three characters are not cared for).
/// </para>
/// <para>Everything is counted in whole numbers: merging is exact, in any order. A page that is added twice counts twice: no ids are kept.</para>
/// </remarks>
public sealed class PageRecognitionAccumulator
{
    private readonly TextNormaliser normaliser;

    public PageRecognitionAccumulator(PageOptions options)
        : this(options, 0, 0, 0, 0, 0, new TextAccumulator(new TextNormaliser(options.Normalisation)))
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public PageRecognitionAccumulator(
        PageOptions options, long pages, long truths, long detections, long missedCharacters, long spuriousCharacters, TextAccumulator lines)
    {
        (Options, Pages, Truths, Detections) = (options, pages, truths, detections);
        (MissedCharacters, SpuriousCharacters, Lines) = (missedCharacters, spuriousCharacters, lines);
        normaliser = new(options.Normalisation);
    }

    public PageOptions Options { get; }

    public long Pages { get; private set; }

    /// <summary>Lines that are to be found.</summary>
    public long Truths { get; private set; }

    /// <summary>Lines that were found, right or wrong, without those in regions to ignore.</summary>
    public long Detections { get; private set; }

    /// <summary>Code points of lines that were not found.</summary>
    public long MissedCharacters { get; private set; }

    /// <summary>Code points of detections where no line is.</summary>
    public long SpuriousCharacters { get; private set; }

    /// <summary>The lines that were found: how they were read.</summary>
    public TextAccumulator Lines { get; }

    /// <summary>Compares the lines of a page and counts them.</summary>
    /// <param name="imageId">The page, for messages and the result.</param>
    /// <param name="truths">The lines that stand there, each with its text; their class does not matter.</param>
    /// <param name="detections">The lines that were read, each with a score; without a text it is empty.</param>
    /// <exception cref="ArgumentException">
    /// A box, mask or score is none, or a truth has no text: the message names page and line. Nothing was counted then.
    /// </exception>
    public PageComparison AddImage(string imageId, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> detections)
    {
        CheckTexts(imageId, truths);
        var matcher = new LineMatcher(new ImageObjects(imageId, truths, detections, Options.Overlap));
        var matches = matcher.Pairs.Select(pair => Read(pair, truths, detections)).ToList();
        int[] misses = [.. matcher.Truths.Except(matches.Select(match => match.Truth))];
        int[] spurious = [.. matcher.Detections.Except(matches.Select(match => match.Detection))];
        var (missed, extra) = (misses.Sum(index => LengthOf(truths[index])), spurious.Sum(index => LengthOf(detections[index])));
        (Pages, Truths, Detections) = (Pages + 1, Truths + matcher.Truths.Count, Detections + matcher.Detections.Count);
        (MissedCharacters, SpuriousCharacters) = (MissedCharacters + missed, SpuriousCharacters + extra);
        var read = matches.Aggregate(default(EditCounts), (sum, match) => sum + match.Text.Characters);
        return new(imageId, matches, misses, spurious, read + NotMatched(missed, extra));
    }

    /// <exception cref="ArgumentException">The other one compares in another way.</exception>
    public void Merge(PageRecognitionAccumulator other)
    {
        if (other.Options.Overlap != Options.Overlap)
        {
            throw new ArgumentException($"Overlaps of {Options.Overlap} and of {other.Options.Overlap} have no common score.", nameof(other));
        }

        Lines.Merge(other.Lines);
        (Pages, Truths, Detections) = (Pages + other.Pages, Truths + other.Truths, Detections + other.Detections);
        (MissedCharacters, SpuriousCharacters) = (MissedCharacters + other.MissedCharacters, SpuriousCharacters + other.SpuriousCharacters);
    }

    /// <summary>All scores by the names of <see cref="PageMetricNames"/>; null when there is no line to divide by.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var overlap = Options.Overlap == Detection.OverlapKind.Mask ? "mask" : "box";
        var found = $"iou:{overlap}, from 0.5, one to one, largest first|ignored:more than half in ###";
        var texts = $"normaliser:{(Options.Normalisation.Count == 0 ? "none" : string.Join(',', Options.Normalisation))}";
        var edits = Lines.Characters + NotMatched(MissedCharacters, SpuriousCharacters);
        Score Share(string name, long part, long whole, string choices) =>
            new(whole == 0 ? null : (double)part / whole, $"{name}|{choices}|summed over pages|after ICDAR 2015");
        return new Dictionary<string, Score>
        {
            [PageMetricNames.Precision] = Share(PageMetricNames.Precision, Lines.Items, Detections, found),
            [PageMetricNames.Recall] = Share(PageMetricNames.Recall, Lines.Items, Truths, found),
            [PageMetricNames.HarmonicMean] = Share(PageMetricNames.HarmonicMean, 2 * Lines.Items, Detections + Truths, found),
            [PageMetricNames.EndToEndHarmonicMean] = Share(PageMetricNames.EndToEndHarmonicMean, 2 * Lines.Exact, Detections + Truths, $"{found}|{texts}"),
            [PageMetricNames.CharacterErrorRate] = new(
                Detections + Truths == 0 ? null : edits.Rate,
                $"{PageMetricNames.CharacterErrorRate}|unit:code point|missed lines:deletions, spurious lines:insertions|{found}|{texts}"),
        };
    }

    private static EditCounts NotMatched(long missed, long spurious) => new(0, missed, spurious, missed);

    private static void CheckTexts(string imageId, IReadOnlyList<LabelledObject> truths)
    {
        for (var i = 0; i < truths.Count; i++)
        {
            if (truths[i].Text is null && !truths[i].IsCrowd)
            {
                throw new ArgumentException(
                    $"Image '{imageId}', truth {i}: It has no text; '{LineMatcher.DoNotCare}' stands for one that nobody can read.", nameof(truths));
            }
        }
    }

    private LineMatch Read((int Truth, int Detection, double Iou) pair, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> detections)
    {
        var detection = detections[pair.Detection];
        return new(pair.Detection, pair.Truth, pair.Iou, Lines.Add(truths[pair.Truth].Text!, detection.Text ?? "", detection.Score!.Value));
    }

    private int LengthOf(LabelledObject line) => CodePoints.Of(normaliser.Apply(line.Text ?? "")).Length;
}
