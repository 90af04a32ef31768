using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using Winnow.Core.Errors;
using Winnow.Inference.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Winnow.Inference.Tests;

/// <summary>docs/model-card.schema.json says the same as the reader.</summary>
public sealed class CardSchemaTests
{
    public static TheoryData<string> Models => [.. Directory.GetFiles(Path.Combine(ModelFolder.Repository, "models"), "card.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Path.Combine(ModelFolder.Repository, "models"), path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Validate_CardsOfTheRepository_AreValid(string card)
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(ModelFolder.Repository, "models", card));
        Assert.Equal(card.Split(Path.DirectorySeparatorChar)[0], ModelCardReader.Read(yaml, card).Name);
        Assert.Empty((await SchemaAsync()).Validate(ToJson(yaml)));
    }

    [Theory]
    [InlineData("digits-cnn", "name: digits-cnn\n", "")]
    [InlineData("digits-cnn", "licence: MIT\n", "")]
    [InlineData("digits-cnn", "task: classification", "task: segmentation")]
    [InlineData("digits-cnn", "task: classification", "task: sequence")]
    [InlineData("digits-cnn", "decoding: argmax", "decoding: ctc")]
    [InlineData("digits-cnn", "layout: nchw", "layout: hwcn")]
    [InlineData("digits-cnn", "  height: 28", "  height: 0")]
    [InlineData("digits-cnn", "  mean: [0]\n", "")]
    [InlineData("digits-cnn", "  resize: stretch", "  resize: crop")]
    [InlineData("digits-cnn", "  padding: 0", "  colour: red")]
    [InlineData("digits-cnn", "size: 256", "size: 0")]
    [InlineData("retinaface", "arrangement: maps", "arrangement: pyramids")]
    [InlineData("retinaface", "stride: 32, ", "")]
    [InlineData("retinaface", "sides: [512, 256]", "sides: []")]
    [InlineData("retinaface", "scoreThreshold: 0.75", "scoreThreshold: 75")]
    [InlineData("digits-detector", "cells: last", "cells: 2")]
    [InlineData("digits-detector", "  boxes: centre\n", "")]
    [InlineData("digits-detector", "box: [52, 24, 10, 19]", "box: [52, 24, 10]")]
    [InlineData("cifar10-features", "decoding: vector", "decoding: vector\n  kind: logits")]
    [InlineData("cifar10-features", "input: sample.png", "input: ../sample.png")]
    [InlineData("sketches-strokes", "dx, dy", "dx, pressure")]
    [InlineData("spam-mail", "kind: hashed-ngrams", "kind: wordpiece")]
    [InlineData("spam-mail", "label: spam, confidence: 1", "")]
    [InlineData("names-tagger", "task: tagging", "task: detection")]
    [InlineData("ppocr-pages", "    file: det.onnx\n", "")]
    [InlineData("ppocr-pages", "  rec:", "  read:")]
    [InlineData("ppocr-pages", "decoding: regions", "decoding: argmax")]
    [InlineData("ppocr-latin", "appendSpace: true", "file: keys.txt")]
    public async Task Validate_CardThatTheReaderRefuses_IsInvalid(string model, string old, string replacement)
    {
        var card = await File.ReadAllTextAsync(ModelFolder.OfRepository(model).CardPath);
        Assert.Contains(old, card, StringComparison.Ordinal);
        var at = card.IndexOf(old, StringComparison.Ordinal);
        card = card[..at] + replacement + card[(at + old.Length)..];

        var error = Assert.Throws<WinnowException>(() => ModelCardReader.Read(card, "card.yaml"));

        Assert.Matches("^card.yaml, line [0-9]+: ", error.Detail);
        Assert.NotEmpty((await SchemaAsync()).Validate(ToJson(card)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Validate_CardWithoutOneOfItsFields_IsInvalidExactlyWhenTheReaderNamesIt(string card)
    {
        var schema = await SchemaAsync();
        var refused = new HashSet<string>();
        foreach (var (path, yaml) in Changed(card, (map, key) => map.Children.Remove(key)))
        {
            var reason = ReasonOf(yaml);
            Assert.True(reason is null == (schema.Validate(ToJson(yaml)).Count == 0), $"without {path}: {reason}");
            if (reason is null) continue;
            Assert.Contains(NamedWithout(path), reason, StringComparison.Ordinal);
            refused.Add(path);
        }

        Assert.Superset(new HashSet<string> { "name", "version", "task", "licence", "source" }, refused);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Read_CardWithAFieldOfAnotherKind_NamesIt(string card)
    {
        foreach (var (path, yaml) in Changed(card, (map, key) => map.Children[key] = map.Children[key] is YamlMappingNode ? new YamlScalarNode("x") : new YamlMappingNode("a", "b")))
        {
            // A size and labels may be mappings, whose own fields are missing then.
            Assert.Contains($"'{path}", ReasonOf(yaml) ?? $"{path} is taken", StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Read_CardWithAFieldTooMany_NamesIt(string card)
    {
        foreach (var (path, yaml) in Changed(card, (map, _) => map.Children.Add(new YamlScalarNode("colour"), new YamlScalarNode("red"))))
        {
            var named = $"'{path[..(path.LastIndexOf('.') + 1)]}colour' is not a field of a model card; fields here are ";
            Assert.Contains(named, ReasonOf(yaml) ?? $"{path} is taken", StringComparison.Ordinal);
        }
    }

    /// <summary>What is named when a field is missing: itself, or what needs any of several fields; an input of no kind is an image.</summary>
    private static string NamedWithout(string path) =>
        path == "input.kind" ? "'input.channels'"
        : path.StartsWith("sample.", StringComparison.Ordinal) && path != "sample.input" && !path.Contains('[', StringComparison.Ordinal) ? "'sample.input'"
        : path.EndsWith("labels.metadata", StringComparison.Ordinal) ? $"'{path[..path.LastIndexOf('.')]}'"
        : $"'{path}'";

    /// <summary>The card with a change at each of its fields, in turn, and that field's path.</summary>
    private static IEnumerable<(string Path, string Yaml)> Changed(string card, Action<YamlMappingNode, YamlNode> change)
    {
        var original = File.ReadAllText(Path.Combine(ModelFolder.Repository, "models", card));
        for (var index = 0; ; index++)
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(original));
            var fields = FieldsOf("", stream.Documents[0].RootNode).ToList();
            if (index == fields.Count) yield break;
            change(fields[index].Map, fields[index].Key);
            using var changed = new StringWriter();
            stream.Save(changed, assignAnchors: false);
            yield return (fields[index].Path, changed.ToString());
        }
    }

    private static IEnumerable<(string Path, YamlMappingNode Map, YamlNode Key)> FieldsOf(string path, YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => FieldsOf($"{path}{pair.Key}.", pair.Value).Prepend(($"{path}{pair.Key}", map, pair.Key))),
        YamlSequenceNode list => list.Children.SelectMany((child, i) => FieldsOf($"{path[..^1]}[{i}].", child)),
        _ => [],
    };

    /// <summary>What the reader says against a card; null when it takes it.</summary>
    private static string? ReasonOf(string yaml)
    {
        try
        {
            ModelCardReader.Read(yaml, "card.yaml");
            return null;
        }
        catch (WinnowException error)
        {
            Assert.Equal(ErrorCodes.InvalidCard, error.Code);
            Assert.Matches("^card.yaml, line [0-9]+: ", error.Detail);
            return error.Detail;
        }
    }

    private static async Task<JsonSchema> SchemaAsync() =>
        await JsonSchema.FromFileAsync(Path.Combine(ModelFolder.Repository, "docs", "model-card.schema.json"));

    private static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return ToJson(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when bool.TryParse(scalar.Value, out var flag) => flag,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var number) => number,
        _ => ((YamlScalarNode)node).Value,
    };
}
