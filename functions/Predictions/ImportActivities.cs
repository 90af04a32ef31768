using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Predictions;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Predictions;

/// <summary>The steps of an import.</summary>
public sealed class ImportActivities(PredictionPartitioner partitioner, PartImport parts, ImportStore store, ImportTable imports, TimeProvider time)
{
    /// <summary>Reads the file, finds the items that its rows are about, and parts the rows by packs.</summary>
    /// <remarks>Idempotent by run: a repeated reading writes the same parts.</remarks>
    /// <exception cref="Core.Errors.WinnowException"><see cref="Core.Errors.ErrorCodes.InvalidPredictions"/></exception>
    [Function(nameof(PlanImport))]
    public Task<ImportPlan> PlanImport([ActivityTrigger] ImportInput input, CancellationToken cancellationToken) => partitioner.PartAsync(input, cancellationToken);

    /// <summary>Writes the predictions of one part.</summary>
    /// <remarks>Idempotent by run and part: a pack belongs to one part, whose file and rows are written anew.</remarks>
    [Function(nameof(ImportPart))]
    public Task<ImportCounts> ImportPart([ActivityTrigger] ImportPartInput input, CancellationToken cancellationToken) =>
        parts.ImportAsync(input.Import, input.Part, cancellationToken);

    /// <summary>Makes the predictions known under their model, and forgets what was kept for the import.</summary>
    /// <remarks>Idempotent by dataset and model.</remarks>
    [Function(nameof(CompleteImport))]
    public async Task CompleteImport([ActivityTrigger] CompleteImportInput input, CancellationToken cancellationToken)
    {
        var brought = new BroughtPredictions
        {
            Dataset = input.Import.Dataset,
            Model = ModelId.Parse(input.Import.Model),
            Task = input.Result.Task,
            Run = input.Import.Run,
            Counts = input.Result.Counts,
            Classes = input.Classes,
            ImportedAt = time.GetUtcNow(),
        };
        await imports.WriteAsync(brought, cancellationToken);
        await store.CleanUpAsync(input.Import.Run, cancellationToken);
    }
}
