using System.Globalization;
using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Bench;

/// <summary>Classified items; one in ten is wrong, in the dark one in five.</summary>
internal sealed class MadeUpClasses(int items, int classes) : MadeUpDataset(items)
{
    protected override Annotation Annotate(int index) => new()
    {
        ItemId = IdOf(index), Label = LabelOf(index), Detail = new LabelDetail { Metadata = Metadata(index) },
    };

    protected override Prediction Predict(int index)
    {
        var random = new Random(index);
        var isWrong = random.Next(index % 3 == 0 ? 5 : 10) == 0;
        return new()
        {
            ItemId = IdOf(index), Model = Model, Run = Run, Label = isWrong ? LabelOf(index + 1 + random.Next(classes - 1)) : LabelOf(index),
            Confidence = isWrong ? 0.3 + (0.6 * random.NextDouble()) : 1 - (0.4 * random.NextDouble()),
        };
    }

    private string LabelOf(int index) => ((uint)index % (uint)classes).ToString(CultureInfo.InvariantCulture);
}
