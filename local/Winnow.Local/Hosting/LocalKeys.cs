namespace Winnow.Local.Hosting;

/// <summary>The keys that open HTTP functions: section <c>Local:Keys</c>.</summary>
public sealed class LocalKeys
{
    /// <value>Opens everything, <c>Admin</c> functions included.</value>
    public string? Master { get; set; }

    /// <value>Keys by name that open every <c>Function</c> function.</value>
    public Dictionary<string, string> Host { get; set; } = [];

    /// <value>Keys by function name, then by key name, that open that function.</value>
    public Dictionary<string, Dictionary<string, string>> Functions { get; set; } = [];
}
