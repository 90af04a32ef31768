namespace Winnow.Cli.Api;

/// <summary>How far a run is.</summary>
public sealed record RunProgress(string Stage, long Done, long Total, long Failed, double ItemsPerSecond, double? EtaSeconds);
