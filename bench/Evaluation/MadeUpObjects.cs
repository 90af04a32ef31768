using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Storage.Models;

namespace Winnow.Bench;

/// <summary>Images like those of COCO, with a hundred detections each.</summary>
internal sealed class MadeUpObjects(IReadOnlyList<CocoImage> images) : MadeUpDataset(images.Count)
{
    /// <summary>Writes the detections where those of a model lie.</summary>
    public async Task WriteDetectionsAsync(PredictionFiles files, CancellationToken cancellationToken)
    {
        for (var pack = 0; pack < Packs; pack++)
        {
            var rows = Indexes(NameOf(pack)).Select(index => new PredictionRow
            {
                ItemId = IdOf(index), Name = $"{index}.jpg", Detail = LabelJson.Write(new() { Objects = images[index].Detections }),
            });
            await files.WriteAsync(Name, Model, Run, NameOf(pack), [.. rows], [], cancellationToken);
        }
    }

    protected override Annotation Annotate(int index) => new()
    {
        ItemId = IdOf(index), Detail = new LabelDetail { Objects = images[index].Truths, Metadata = Metadata(index) },
    };

    protected override Prediction Predict(int index) => new() { ItemId = IdOf(index), Model = Model, Run = Run, Confidence = null };
}
