using Winnow.Core.Catalogue;

namespace Winnow.Functions.Datasets;

/// <summary>A dataset as <c>GET /api/datasets/{dataset}</c> shows it.</summary>
public sealed record DatasetDescription(
    string Name, LabelPolicy Policy, IReadOnlyList<string> Classes, DateTimeOffset CreatedAt, DatasetTotals Totals, IntakeStatus Intake);
