using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Decides whether the key that a request shows opens a function.</summary>
/// <remarks>As in Azure: header <c>x-functions-key</c> or query <c>code</c>; the master key opens all, a host key every Function function.</remarks>
internal sealed class FunctionKeys(bool required, LocalKeys keys)
{
    private const string Header = "x-functions-key";
    private const string Query = "code";

    /// <summary>Whether keys are required and there is none.</summary>
    public bool LockEverybodyOut =>
        required && keys.Functions.Values.SelectMany(own => own.Values).Concat(keys.Host.Values).Append(keys.Master).All(string.IsNullOrEmpty);

    public bool Allow(string function, AuthorizationLevel level, HttpRequest request)
    {
        if (!required || level == AuthorizationLevel.Anonymous)
            return true;
        var shown = request.Headers[Header].ToString() is { Length: > 0 } header ? header : request.Query[Query].ToString();
        return shown.Length > 0 && KeysFor(function, level).Any(key => AreEqual(key, shown));
    }

    private IEnumerable<string> KeysFor(string function, AuthorizationLevel level)
    {
        if (keys.Master is { Length: > 0 } master)
            yield return master;
        if (level != AuthorizationLevel.Function)
            yield break;
        foreach (var key in keys.Host.Values)
            yield return key;
        foreach (var (name, own) in keys.Functions)
        {
            if (!string.Equals(name, function, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var key in own.Values)
                yield return key;
        }
    }

    private static bool AreEqual(string key, string shown) =>
        key.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(shown));
}
