using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Replaces <c>%Setting:Name%</c> in the arguments of trigger attributes by the setting's value.</summary>
internal static partial class SettingExpressions
{
    /// <exception cref="FormatException">A setting that is named there has no value.</exception>
    public static string Resolve(string text, IConfiguration configuration) =>
        Expression().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return configuration[name] is { Length: > 0 } value
                ? value
                : throw new FormatException($"'{text}' needs the setting '{name}', which has no value. Set it in local.settings.json or the environment");
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Expression();
}
