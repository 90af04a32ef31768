using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Turns the rows of one annotation file into annotations and refusals.</summary>
internal sealed class RowJudge(string name, AnnotationOptions options)
{
    private readonly AnnotationRules _rules = new(options);
    private readonly SaidBefore _before = new();
    private readonly string _folder = ItemPath.FolderOf(name);
    private int _count;

    /// <summary>The row as it goes on; null for an exact repeat.</summary>
    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.TooLarge"/>: too many rows.</exception>
    public AnnotationRow? Judge(int line, AnnotationFields said) => Judge(line, $"{name}:{line}", said);

    /// <summary>The same for a row that is called something else than <c>file:line</c>.</summary>
    public AnnotationRow? Judge(int line, string shown, AnnotationFields said)
    {
        if (++_count > options.MaxRows)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The file has more than {options.MaxRows:N0} rows, which it reaches on line {line}; split it."));
        }

        if (Problem(said) is { } problem)
        {
            return new(line, null, new(shown, RefusalCodes.InvalidAnnotation, problem));
        }

        var path = ItemPath.Combine(_folder, said.FileName!);
        if (!path.IsOk)
        {
            return new(line, null, new(shown, RefusalCodes.InvalidAnnotation, path.Refusal.Reason));
        }

        var annotation = _rules.Check(shown, path.Value, said, out var detail);
        return !annotation.IsOk ? new(line, null, annotation.Refusal)
            : _before.TryAdd(annotation.Value, detail, line, out var earlierLine, out var isSame) ? new(line, annotation.Value, null)
            : isSame ? null
            : new(line, null, new(shown, RefusalCodes.ConflictingAnnotation,
                $"Line {earlierLine} says something else about '{ItemPath.Show(path.Value)}' from '{annotation.Value.Source}'; that line stands."));
    }

    /// <inheritdoc cref="AnnotationRules.Objects"/>
    public ObjectRules Objects => _rules.Objects;

    private static string? Problem(AnnotationFields said) =>
        said.Problem ?? (string.IsNullOrEmpty(said.FileName) ? "The row has no 'file_name'." : null);
}
