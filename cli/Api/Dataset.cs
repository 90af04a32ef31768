namespace Winnow.Cli.Api;

/// <summary>A dataset; totals and intake come only when one dataset is asked for.</summary>
public sealed record Dataset : ApiObject
{
    public required string Name { get; init; }

    public LabelPolicy Policy { get; init; } = new();

    public IReadOnlyList<string> Classes { get; init; } = [];

    public DateTimeOffset? CreatedAt { get; init; }

    public DatasetTotals? Totals { get; init; }

    public IntakeStatus? Intake { get; init; }
}
