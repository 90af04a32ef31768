using System.Diagnostics.CodeAnalysis;
using Winnow.Core.Catalogue;
using Winnow.Core.Formats;

namespace Winnow.Core.Ingestion;

/// <summary>Splits the name of a dropped blob into dataset and path, and says what is wrong with names that are not allowed.</summary>
/// <remarks>The dataset follows <see cref="Names"/>, the path <see cref="ItemPath"/>, and it must be written in its normal form: it has to find the blob again.</remarks>
public static class DropName
{
    /// <summary>The dataset under which refusals are listed whose own dataset cannot exist.</summary>
    public const string NoDataset = "-";

    /// <summary>Splits <c>{dataset}/{path}</c>.</summary>
    /// <returns>False, with the refusal, when a drop of that name can never become part of a dataset.</returns>
    public static bool TryParse(
        string name,
        [NotNullWhen(true)] out string? dataset,
        [NotNullWhen(true)] out string? path,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        (dataset, path) = (null, null);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        refusal = slash < 0 ? NoFolder(name) : CheckDataset(name, name[..slash]) ?? CheckPath(name[(slash + 1)..]);
        if (refusal is not null)
            return false;
        (dataset, path) = (name[..slash], name[(slash + 1)..]);
        return true;
    }

    /// <summary>Where the refusal of a drop with this name is listed: its dataset when that is valid, <see cref="NoDataset"/> otherwise.</summary>
    public static string DatasetOrNone(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Names.IsDataset(name[..slash]) ? name[..slash] : NoDataset;
    }

    private static Refusal? CheckPath(string path)
    {
        var check = ItemPath.Check(path);
        return !check.IsOk ? check.Refusal
            : check.Value != path ? new(path, RefusalCodes.InvalidPath, $"'{path}' is not in its normal form: drop it as '{check.Value}'.")
            : null;
    }

    private static Refusal NoFolder(string name) => new(
        name, RefusalCodes.InvalidDataset, $"'{Shown(name)}' lies in no dataset folder: drop files as incoming/{{dataset}}/{{path}}.");

    private static Refusal? CheckDataset(string name, string dataset) => Names.IsDataset(dataset) ? null : new(
        name,
        RefusalCodes.InvalidDataset,
        $"'{Shown(dataset)}' cannot be a dataset: use 1 to {Names.MaxLength} characters of a-z, 0-9 and '-', starting and ending with a letter or digit.");

    private static string Shown(string value) => value.Length > 80 ? string.Concat(value.AsSpan(0, 80), "…") : value;
}
