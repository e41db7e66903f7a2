using System.Buffers;

namespace Commerce.Library.Storage;

/// <summary>
/// The rules a key obeys in every store: 1 to 512 characters of <c>a-z 0-9 / . _ -</c>, in parts of 1 to 200 characters
/// divided by single slashes, no part starting with a dot. So a key cannot be absolute, climb out of its folder or hide.
/// </summary>
public static class ObjectKey
{
    private const int LongestKey = 512;
    private const int LongestPart = 200;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/._-");

    /// <summary>Returns the key when it obeys the rules.</summary>
    /// <exception cref="ArgumentException">It does not; the message says which rule.</exception>
    public static string Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        CheckCharacters(key);
        foreach (var part in key.Split('/'))
            CheckPart(part, key);
        return key;
    }

    /// <summary>Returns the prefix when keys could start with it; its last part may be unfinished or empty.</summary>
    /// <exception cref="ArgumentException">No key could start with it.</exception>
    public static string CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        CheckCharacters(prefix);
        var parts = prefix.Split('/');
        foreach (var part in parts[..^1])
            CheckPart(part, prefix);
        if (parts[^1].Length > 0)
            CheckPart(parts[^1], prefix);
        return prefix;
    }

    private static void CheckCharacters(string key)
    {
        if (key.Length > LongestKey)
            throw new ArgumentException($"An object key has at most {LongestKey} characters; this one has {key.Length}.", nameof(key));
        if (key.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException("An object key holds only a-z, 0-9, slash, dot, underscore and hyphen.", nameof(key));
    }

    private static void CheckPart(string part, string key)
    {
        if (part.Length is 0 or > LongestPart)
            throw new ArgumentException($"Each part of an object key has 1 to {LongestPart} characters: {key}", nameof(key));
        if (part[0] == '.')
            throw new ArgumentException($"No part of an object key starts with a dot: {key}", nameof(key));
    }
}
