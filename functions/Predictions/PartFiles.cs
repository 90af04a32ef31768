using System.Text;
using Winnow.Core.Ingestion;
using Winnow.Core.Models;
using Winnow.Core.Predictions;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Predictions;

/// <summary>The parts of a predictions file while it is read: temporary files, and what is counted along the way.</summary>
internal sealed class PartFiles : IDisposable
{
    private const int ShownRefusals = 20;
    private const int MaxClasses = 1000;
    private readonly FileStream[] parts;
    private readonly FileStream refused = Create();
    private readonly List<Refusal> refusals = [];
    private readonly Dictionary<ModelTask, long> tasks = [];
    private readonly SortedSet<string> classes = new(StringComparer.Ordinal);

    public PartFiles(int count) => parts = [.. Enumerable.Range(0, count).Select(_ => Create())];

    public int Count => parts.Length;

    /// <summary>Rows in the parts.</summary>
    public long Placed { get; private set; }

    public ImportCounts Refused { get; private set; } = new();

    /// <summary>The first refusals.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>What most rows are an answer to; null when no row tells.</summary>
    public ModelTask? Task => tasks.Count == 0 ? null : tasks.OrderByDescending(task => task.Value).ThenBy(task => task.Key).First().Key;

    /// <summary>The classes of all probabilities, in order; empty when there are none, or too many to keep.</summary>
    public IReadOnlyList<string> Classes => classes.Count <= MaxClasses ? [.. classes] : [];

    public async Task AddAsync(PlacedPrediction row, ModelTask? task, CancellationToken cancellationToken)
    {
        Placed++;
        if (task is { } told)
        {
            tasks[told] = tasks.GetValueOrDefault(told) + 1;
        }

        if (row.Detail?.Probabilities is { } probabilities && classes.Count <= MaxClasses)
        {
            classes.UnionWith(probabilities.Keys);
        }

        await parts[PartOf(row.Pack)].WriteAsync(ImportStore.Line(row), cancellationToken);
    }

    public void Refuse(Refusal refusal)
    {
        Refused += refusal.Code switch
        {
            RefusalCodes.UnknownItem => new(Unknown: 1),
            RefusalCodes.DuplicatePrediction => new(Duplicate: 1),
            _ => new ImportCounts(Invalid: 1),
        };
        refused.Write(ImportStore.Line(refusal));
        if (refusals.Count < ShownRefusals)
        {
            refusals.Add(refusal);
        }
    }

    /// <summary>A part from its start.</summary>
    public Stream Open(int part) => FromStart(parts[part]);

    /// <summary>All refusals from the first.</summary>
    public Stream OpenRefused() => FromStart(refused);

    public void Dispose()
    {
        foreach (var part in parts.Append(refused))
        {
            part.Dispose();
        }
    }

    // FNV-1a: the same pack is in the same part in every try.
    private int PartOf(string pack)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(pack))
        {
            hash = (hash ^ value) * 16777619;
        }

        return (int)(hash % (uint)parts.Length);
    }

    private static FileStream FromStart(FileStream file)
    {
        file.Position = 0;
        return file;
    }

    private static FileStream Create() => new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
