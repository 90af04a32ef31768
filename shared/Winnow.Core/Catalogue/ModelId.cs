namespace Winnow.Core.Catalogue;

/// <summary>A model of the registry: its name and version, written <c>name@version</c>.</summary>
public readonly record struct ModelId(string Name, string Version)
{
    public override string ToString() => $"{Name}@{Version}";

    /// <summary>Reads <c>name@version</c>.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.InvalidName"/></exception>
    public static ModelId Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return new(Names.RequireModel(at < 0 ? text : text[..at]), Names.RequireVersion(at < 0 ? null : text[(at + 1)..]));
    }
}
