using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The partitions of the index within a dataset.</summary>
internal static class IndexField
{
    public static string State(ItemState state) => $"state={ItemStates.NameOf(state)}";

    public static string Split(string split) => $"split={TableKey.Value(split)}";

    public static string Label(string label) => $"label={TableKey.Value(label)}";

    public static string Model(string model) => $"model={TableKey.Value(model)}";

    public const string Disagreement = "disagreement";

    public static string Error(string kind) => $"error={TableKey.Value(kind)}";
}
