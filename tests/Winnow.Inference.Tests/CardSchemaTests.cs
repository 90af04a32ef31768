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
