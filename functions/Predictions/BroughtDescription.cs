using Winnow.Core.Models;
using Winnow.Core.Predictions;

namespace Winnow.Functions.Predictions;

/// <summary>Predictions that were brought, as the API shows them.</summary>
/// <param name="Model"><c>name@version</c>.</param>
/// <param name="Task">What they are answers to.</param>
/// <param name="Counts">What became of the rows of the file.</param>
/// <param name="ImportedAt">When they were brought last.</param>
/// <param name="Run">The import.</param>
public sealed record BroughtDescription(string Model, string Task, ImportCounts Counts, DateTimeOffset ImportedAt, string Run)
{
    public static BroughtDescription From(BroughtPredictions brought) =>
        new(brought.Model.ToString(), brought.Task.ToName(), brought.Counts, brought.ImportedAt, brought.Run);
}
