using System.Globalization;
using System.Text;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Unicode normalisation form C.</summary>
/// <remarks>
/// Unicode Standard Annex 15 and chapter 3.11–3.12, with the data of nfc.txt (made by tests/reference/nfc_table.py). The framework's own
/// <c>string.Normalize</c> returns its input unchanged under <c>InvariantGlobalization</c>, which this app is built with.
/// </remarks>
internal static class CanonicalComposition
{
    private const int FirstUnsettled = 0x300;
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailBefore = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;
    private static readonly Tables s_tables = Tables.Load();

    public static string Normalize(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstUnsettled - 1)))
        {
            return text;
        }

        var codes = new List<int>(text.Length + 8);
        foreach (var code in CodePoints.Of(text))
        {
            Decompose(code, codes);
        }

        Order(codes);
        return CodePoints.ToText(Compose(codes));
    }

    private static void Decompose(int code, List<int> into)
    {
        if (s_tables.Decompositions.TryGetValue(code, out var parts))
        {
            Decompose(parts.First, into);
            if (parts.Second >= 0)
            {
                Decompose(parts.Second, into);
            }
        }
        else if (code is >= HangulFirst and < HangulFirst + (Leads * Vowels * Tails))
        {
            var index = code - HangulFirst;
            into.Add(LeadFirst + (index / (Vowels * Tails)));
            into.Add(VowelFirst + (index / Tails % Vowels));
            if (index % Tails > 0)
            {
                into.Add(TailBefore + (index % Tails));
            }
        }
        else
        {
            into.Add(code);
        }
    }

    // Canonical ordering: combining marks sort by class, and marks of one class keep their order.
    private static void Order(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var code = codes[i];
            var mark = ClassOf(code);
            var at = i;
            while (mark != 0 && at > 0 && ClassOf(codes[at - 1]) > mark)
            {
                codes[at] = codes[at - 1];
                at--;
            }

            codes[at] = code;
        }
    }

    private static List<int> Compose(List<int> codes)
    {
        var result = new List<int>(codes.Count);
        var (starter, lastClass) = (-1, -1);
        foreach (var code in codes)
        {
            var mark = ClassOf(code);
            if (starter >= 0 && lastClass < mark && TryPair(result[starter], code, out var pair))
            {
                result[starter] = pair;
                continue;
            }

            (starter, lastClass) = mark == 0 ? (result.Count, -1) : (starter, mark);
            result.Add(code);
        }

        return result;
    }

    private static bool TryPair(int first, int second, out int pair)
    {
        if (first is >= LeadFirst and < LeadFirst + Leads && second is >= VowelFirst and < VowelFirst + Vowels)
        {
            pair = HangulFirst + ((((first - LeadFirst) * Vowels) + second - VowelFirst) * Tails);
            return true;
        }

        var isOpen = first is >= HangulFirst and < HangulFirst + (Leads * Vowels * Tails) && (first - HangulFirst) % Tails == 0;
        if (isOpen && second is > TailBefore and < TailBefore + Tails)
        {
            pair = first + second - TailBefore;
            return true;
        }

        return s_tables.Compositions.TryGetValue((first, second), out pair);
    }

    private static int ClassOf(int code) => code < FirstUnsettled ? 0 : s_tables.Classes.GetValueOrDefault(code);

    private sealed record Tables(
        Dictionary<int, int> Classes, Dictionary<int, (int First, int Second)> Decompositions, Dictionary<(int First, int Second), int> Compositions)
    {
        public static Tables Load()
        {
            var tables = new Tables([], [], []);
            using var stream = typeof(CanonicalComposition).Assembly.GetManifestResourceStream("Winnow.Core.nfc.txt")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (line[0] != '#')
                {
                    tables.Add(line.Split(' '));
                }
            }

            return tables;
        }

        private void Add(string[] fields)
        {
            var numbers = Array.ConvertAll(fields[1..], field => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            if (fields[0] == "c")
            {
                Classes.Add(numbers[0], numbers[1]);
                return;
            }

            var parts = (First: numbers[1], Second: numbers.Length > 2 ? numbers[2] : -1);
            Decompositions.Add(numbers[0], parts);
            if (fields[0] == "=")
            {
                Compositions.Add(parts, numbers[0]);
            }
        }
    }
}
