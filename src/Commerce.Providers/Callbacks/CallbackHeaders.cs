namespace Commerce.Providers.Callbacks;

/// <summary>Headers of a callback.</summary>
/// <param name="read">Gives all values of a header, whatever the case of its name; none when it is absent.</param>
public sealed class CallbackHeaders(Func<string, IReadOnlyList<string?>> read)
{
    private const int Longest = 2000;

    /// <summary>The one value of a header; null when it is absent, empty, overlong or there twice.</summary>
    internal string? One(string name) => read(name) is [{ Length: > 0 and <= Longest } value] ? value : null;
}
