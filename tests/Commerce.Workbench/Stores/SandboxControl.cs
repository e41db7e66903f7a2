using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Commerce.Workbench.Stores;

/// <summary>Looks into the sandbox and fills it, over its control addresses.</summary>
public sealed class SandboxControl(Uri sandbox) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = sandbox, Timeout = TimeSpan.FromMinutes(5) };

    public async Task<IReadOnlyList<SandboxShop>> ShopsAsync(CancellationToken ct) =>
        (await client.GetFromJsonAsync<SandboxState>("control/state", ct))!.Shops;

    /// <summary>Creates a store, or replaces the one of the same domain.</summary>
    /// <returns>A sentence for every picture it could not use; everything else was loaded.</returns>
    public async Task<IReadOnlyList<string>> CreateAsync(JsonObject store, CancellationToken ct)
    {
        using var response = await client.PostAsJsonAsync("control/shops", store, ct);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct));
        if (answer?["problems"] is JsonArray problems)
        {
            return [.. problems.Select(Sentence)];
        }

        throw new ProblemException($"The sandbox refused the store {store["domain"]}: {answer?["error"]}");
    }

    public void Dispose() => client.Dispose();

    private static string Sentence(JsonNode? problem) => $"{problem!["image"]}" is { Length: > 0 } image
        ? $"{problem["handle"]}: the picture {image[(image.LastIndexOf('/') + 1)..]} was left out. {problem["reason"]}"
        : $"{problem["handle"]} was left out. {problem["reason"]}";

    private sealed record SandboxState(IReadOnlyList<SandboxShop> Shops);
}

/// <summary>One store as the sandbox describes it.</summary>
public sealed record SandboxShop(string Domain, string Handle, string Name, Uri StorefrontUrl, Uri AdminUrl, int Products);
