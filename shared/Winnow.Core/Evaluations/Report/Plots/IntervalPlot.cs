using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>A value with its interval on a line, to stand in a row of a table: rows under each other are a forest plot.</summary>
/// <remarks>It is as wide as its cell; places are percent, so that text around it keeps its size on a phone.</remarks>
internal static class IntervalPlot
{
    /// <summary>The numbers of the axis, for the row above.</summary>
    public static Markup Axis(Scale scale) => Markup.Of(
        $"""<svg class="ticks" width="100%" height="16" aria-hidden="true">{scale.Ticks().Select(tick => Markup.Of($"""<text x="{tick.At}%" y="12">{tick.Text}</text>"""))}</svg>""");

    /// <summary>One row.</summary>
    /// <param name="scale">The axis of all rows.</param>
    /// <param name="value">The value; a row without one is only a line.</param>
    /// <param name="interval">Its interval; null for none.</param>
    /// <param name="reference">What the value is held against: a line through all rows; null for none.</param>
    /// <param name="tone">Colour: <c>better</c>, <c>worse</c>, <c>same</c> or <c>plain</c>.</param>
    public static Markup Row(Scale scale, double? value, Interval? interval, double? reference, string tone)
    {
        var guide = reference is { } place ? Markup.Of($"""<line class="reference" x1="{scale.At(place)}%" x2="{scale.At(place)}%" y1="0" y2="100%"/>""") : Markup.Empty;
        var whisker = interval is null ? Markup.Empty : Markup.Of(
            $"""<line class="whisker" x1="{scale.At(interval.Low)}%" x2="{scale.At(interval.High)}%" y1="50%" y2="50%"/>""");
        var dot = value is { } number ? Markup.Of($"""<circle class="dot" cx="{scale.At(number)}%" cy="50%" r="4"/>""") : Markup.Empty;
        return Markup.Of(
            $"""<svg class="interval {tone}" width="100%" height="30" aria-hidden="true"><line class="track" x1="0" x2="100%" y1="50%" y2="50%"/>{guide}{whisker}{dot}</svg>""");
    }
}
