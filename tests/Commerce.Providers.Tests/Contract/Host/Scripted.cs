using System.Text.Json.Nodes;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>One answer of a scenario.</summary>
internal sealed record Scripted(int Status, byte[] Body, string Media, IReadOnlyDictionary<string, string> Headers)
{
    public static Scripted Json(JsonNode body, int status = 200, params (string Name, string Value)[] headers) =>
        new(status, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json", headers.ToDictionary(header => header.Name, header => header.Value));

    public static Scripted Json(string body, int status = 200, params (string Name, string Value)[] headers) => Json(JsonNode.Parse(body)!, status, headers);

    public static Scripted Text(string body, int status = 200, string media = "text/html") => new(status, System.Text.Encoding.UTF8.GetBytes(body), media, new Dictionary<string, string>());

    public static Scripted Bytes(byte[] body, string media) => new(200, body, media, new Dictionary<string, string>());
}
