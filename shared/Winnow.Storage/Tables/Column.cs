namespace Winnow.Storage.Tables;

/// <summary>The columns that more than one table has.</summary>
internal static class Column
{
    public const string Detail = nameof(Detail);
    public const string Confidence = nameof(Confidence);
    public const string Disagreement = nameof(Disagreement);
    public const string ItemId = nameof(ItemId);
    public const string Label = nameof(Label);
    public const string Labels = nameof(Labels);
    public const string ManyLabels = nameof(ManyLabels);
    public const string Model = nameof(Model);
    public const string Name = nameof(Name);
    public const string Pack = nameof(Pack);
    public const string Path = nameof(Path);
    public const string Split = nameof(Split);
    public const string State = nameof(State);
    public const string Text = nameof(Text);
}
