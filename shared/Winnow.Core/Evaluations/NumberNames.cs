using System.Globalization;

namespace Winnow.Core.Evaluations;

/// <summary>The names under which an evaluation keeps its intermediate numbers.</summary>
public static class NumberNames
{
    /// <summary>Prefix of all <see cref="OfGroup"/>.</summary>
    public const string Groups = "groups/";

    /// <summary>The numbers of one pack.</summary>
    public static string OfPack(string pack) => $"shards/{pack}";

    /// <summary>The merged numbers of the packs of one page of the dataset's listing.</summary>
    public static string OfGroup(int group) => Groups + group.ToString("D8", CultureInfo.InvariantCulture);
}
