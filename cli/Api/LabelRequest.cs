namespace Winnow.Cli.Api;

/// <summary>What a labelling run has to do; null means what the dataset's policy says.</summary>
public sealed record LabelRequest(string Dataset, string? Model = null, double? MinimumConfidence = null, bool OnlyMissing = false, string? Calibration = null);
