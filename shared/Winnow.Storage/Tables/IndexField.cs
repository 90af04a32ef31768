using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The partitions of the index within a dataset.</summary>
internal static class IndexField
{
    public static string State(ItemState state) => $"state={StateName(state)}";

    public static string Split(string split) => $"split={TableKey.Value(split)}";

    public static string Label(string label) => $"label={TableKey.Value(label)}";

    public static string Model(string model) => $"model={TableKey.Value(model)}";

    public static string Error(string kind) => $"error={TableKey.Value(kind)}";

    /// <summary>The state as tables hold it, camelCase as in JSON.</summary>
    public static string StateName(ItemState state) => state switch
    {
        ItemState.Annotated => "annotated",
        ItemState.PseudoLabelled => "pseudoLabelled",
        _ => "unlabelled",
    };

    public static ItemState ParseState(string? name) => name switch
    {
        "annotated" => ItemState.Annotated,
        "pseudoLabelled" => ItemState.PseudoLabelled,
        _ => ItemState.Unlabelled,
    };
}
