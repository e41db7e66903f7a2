using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string? Media, JsonNode? Json, IReadOnlyList<(string Name, string Value)> Form)
{
    public static async Task<Received> ReadAsync(HttpRequest request)
    {
        var media = request.ContentType?.Split(';')[0];
        var json = media == "application/json" ? await JsonNode.ParseAsync(request.Body) : null;
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        return new Received(request.Method, request.Path, request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase), media, json,
            form is null ? [] : [.. form.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))), .. form.Files.Select(file => (file.Name, $"{file.Length} bytes of {file.ContentType} in {file.FileName}"))]);
    }
}
