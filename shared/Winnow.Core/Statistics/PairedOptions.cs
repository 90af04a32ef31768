namespace Winnow.Core.Statistics;

/// <summary>How two runs over the same items are compared.</summary>
public sealed record PairedOptions
{
    /// <value>The bootstrap of the difference; its seed serves the randomisation, too.</value>
    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <value>Trials of approximate randomisation. Default 10,000.</value>
    public int Trials
    {
        get;
        init => field = value is >= 1 and <= BootstrapOptions.MaximumResamples
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Trials), value, $"A randomisation takes 1 to {BootstrapOptions.MaximumResamples} trials.");
    } = 10_000;
}
