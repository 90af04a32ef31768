using Winnow.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Winnow.Core.Formats.Internal;

/// <summary>Parses YAML from outside.</summary>
internal static class YamlText
{
    private const int MaxDepth = 32;

    /// <summary>Parses a file that holds one mapping.</summary>
    /// <exception cref="WinnowException">It is no YAML, or no mapping.</exception>
    public static YamlMappingNode ParseMap(string yaml, YamlSource source)
    {
        try
        {
            RequireFlat(yaml, source);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map
                ? map
                : throw Error(source, 1, $"{source.What} is one YAML mapping ({source.Document}).");
        }
        catch (YamlException exception)
        {
            throw new WinnowException(source.Code, $"{source.File}, line {exception.Start.Line}: not valid YAML: {exception.Message}", exception);
        }
    }

    public static WinnowException Error(YamlSource source, long line, string what) => new(source.Code, $"{source.File}, line {line}: {what}");

    // Building nodes recurses, and aliases can make a small file stand for a huge one: both are found in the events, before.
    private static void RequireFlat(string yaml, YamlSource source)
    {
        var parser = new Parser(new StringReader(yaml));
        for (var depth = 0; parser.MoveNext();)
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (depth > MaxDepth || now is AnchorAlias)
            {
                throw Error(source, now.Start.Line, now is AnchorAlias ? "aliases (*name) are not taken: write the value out." : $"it is nested deeper than {MaxDepth} levels.");
            }
        }
    }
}
