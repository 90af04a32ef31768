namespace Winnow.Core.Catalogue;

/// <summary>The names of item states, camelCase as in JSON.</summary>
public static class ItemStates
{
    public const string Annotated = "annotated";
    public const string PseudoLabelled = "pseudoLabelled";
    public const string Unlabelled = "unlabelled";

    public static string NameOf(ItemState state) => state switch
    {
        ItemState.Annotated => Annotated,
        ItemState.PseudoLabelled => PseudoLabelled,
        _ => Unlabelled,
    };

    public static ItemState Parse(string? name) => name switch
    {
        Annotated => ItemState.Annotated,
        PseudoLabelled => ItemState.PseudoLabelled,
        _ => ItemState.Unlabelled,
    };
}
