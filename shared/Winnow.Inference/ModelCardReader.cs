using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Cards;

namespace Winnow.Inference;

/// <summary>Reads model cards (docs/model-card.md, docs/model-card.schema.json).</summary>
public static class ModelCardReader
{
    /// <summary>What can be run, and how the output of each may be decoded.</summary>
    private static readonly Dictionary<ModelTask, string[]> s_decodings = new()
    {
        [ModelTask.Classification] = ["argmax"],
        [ModelTask.MultiLabel] = ["sigmoid"],
        [ModelTask.Detection] = ["anchor-free", "anchors"],
        [ModelTask.TextRecognition] = ["ctc"],
        [ModelTask.PageRecognition] = [],
        [ModelTask.Tagging] = ["argmax"],
        [ModelTask.Embedding] = ["vector"],
        [ModelTask.Sequence] = ["argmax"],
        [ModelTask.ImageGeneration] = ["vector"],
    };

    /// <summary>Reads and checks a card.</summary>
    /// <param name="yaml">The card's text.</param>
    /// <param name="file">Its file name, for messages.</param>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/> that names file, line and field; <see cref="ErrorCodes.InvalidName"/>.</exception>
    public static ModelCard Read(string yaml, string file)
    {
        var root = YamlMap.Read(yaml, new(file, "a model card", ErrorCodes.InvalidCard, "docs/model-card.md"));
        var task = root.Choice("task", [.. s_decodings.Keys.Select(task => (task.ToName(), task))]);
        var page = task == ModelTask.PageRecognition ? ReadPage(root.Map("parts")) : null;
        var card = new ModelCard
        {
            Name = Names.RequireModel(root.Text("name")),
            Version = Names.RequireVersion(root.Text("version")),
            Task = task,
            Network = page?.Detection ?? ReadNetwork(root, task),
            Page = page,
            Licence = root.Text("licence"),
            Source = root.Text("source"),
            Sample = root.Has("sample") ? SampleReader.Read(root.Map("sample")) : null,
        };
        root.End();
        return card;
    }

    private static ModelNetwork ReadNetwork(YamlMap root, ModelTask task)
    {
        var network = NetworkReader.Read(root, task.ToName(), false, s_decodings[task]);
        var isFit = task switch
        {
            ModelTask.Tagging => network.Input is TextInput { Tokenizer.Kind: TokenizerKind.HashedWords },
            ModelTask.Sequence => network.Input is StrokeInput,
            ModelTask.Detection or ModelTask.TextRecognition or ModelTask.ImageGeneration => network.Input is ImageInput,
            _ => true,
        };
        return isFit ? network : throw root.Wrong("task", "this task takes another kind of input: tagging text of hashed-words, sequence strokes, the others images");
    }

    private static PageNetworks ReadPage(YamlMap parts)
    {
        var page = new PageNetworks(
            ReadPart(parts, "det", "regions"), parts.Has("cls") ? ReadPart(parts, "cls", "argmax") : null, ReadPart(parts, "rec", "ctc"));
        parts.End();
        return page;
    }

    private static ModelNetwork ReadPart(YamlMap parts, string part, string decoding)
    {
        var map = parts.Map(part);
        var network = NetworkReader.Read(map, $"the part {part}", true, decoding);
        if (network.Input is not ImageInput) throw map.Wrong("input", "the parts of a page take images");
        map.End();
        return network;
    }
}
