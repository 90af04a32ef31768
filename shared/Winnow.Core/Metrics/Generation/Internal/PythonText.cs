using System.Globalization;
using System.Text;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>What Python's strings do where the framework does otherwise: the reference implementations are Python.</summary>
internal static class PythonText
{
    private const char DottedCapitalI = '\u0130';
    private const char CapitalSigma = '\u03a3';
    private const char FinalSigma = '\u03c2';

    /// <summary><c>str.lower</c>: full mappings, with the Greek sigma that ends a word.</summary>
    public static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny(DottedCapitalI, CapitalSigma))
        {
            return lower;
        }

        var letters = lower.ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == CapitalSigma && EndsWord(text, i))
            {
                letters[i] = FinalSigma;
            }
        }

        return new string(letters).Replace("\u0130", "i\u0307", StringComparison.Ordinal);
    }

    /// <summary><c>string.punctuation</c>: the marks and symbols of ASCII.</summary>
    public static bool IsPunctuation(char character) => char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character));

    /// <summary>What <c>\w</c> matches: letters, numbers and the underscore.</summary>
    public static bool IsWordCharacter(Rune rune) =>
        rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Unicode chapter 3.13, Final_Sigma: a cased letter before it and none after it, whatever case-ignorable characters are between.
    private static bool EndsWord(string text, int index) =>
        IsCasedLetterNext(Backwards(text, index)) && !IsCasedLetterNext(text[(index + 1)..].EnumerateRunes());

    private static bool IsCasedLetterNext(IEnumerable<Rune> runes)
    {
        foreach (var rune in runes)
        {
            if (!IsCaseIgnorable(rune))
            {
                return IsCased(rune);
            }
        }

        return false;
    }

    private static IEnumerable<Rune> Backwards(string text, int end)
    {
        while (end > 0)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out var length);
            yield return rune;
            end -= length;
        }
    }

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    private static bool IsCaseIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;
}
