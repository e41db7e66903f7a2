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

    /// <summary>The AI vendors it plays.</summary>
    public async Task<IReadOnlyList<SandboxVendor>> VendorsAsync(CancellationToken ct) =>
        (await client.GetFromJsonAsync<VendorList>("control/vendors", ct))!.Vendors;

    /// <summary>What was bought from a vendor it plays, oldest first.</summary>
    public async Task<IReadOnlyList<SandboxPurchase>> PurchasesAsync(string vendor, CancellationToken ct) =>
        (await client.GetFromJsonAsync<PurchaseList>($"control/vendors/purchases?vendor={vendor}", ct))!.Purchases;

    public void Dispose() => client.Dispose();

    private static string Sentence(JsonNode? problem) => $"{problem!["image"]}" is { Length: > 0 } image
        ? $"{problem["handle"]}: the picture {image[(image.LastIndexOf('/') + 1)..]} was left out. {problem["reason"]}"
        : $"{problem["handle"]} was left out. {problem["reason"]}";

    private sealed record SandboxState(IReadOnlyList<SandboxShop> Shops);

    private sealed record VendorList(IReadOnlyList<SandboxVendor> Vendors);

    private sealed record PurchaseList(IReadOnlyList<SandboxPurchase> Purchases);
}

/// <summary>One store as the sandbox describes it.</summary>
public sealed record SandboxShop(string Domain, string Handle, string Name, Uri StorefrontUrl, Uri AdminUrl, int Products);

/// <summary>An AI vendor as the sandbox plays it.</summary>
/// <param name="Name">The vendor's name in settings.</param>
/// <param name="Base">Where it answers.</param>
/// <param name="Secret">Signs its callbacks; null where it signs otherwise or not at all.</param>
public sealed record SandboxVendor(string Name, Uri Base, string? Secret);

/// <summary>Something that was bought from a vendor of the sandbox.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Order">The vendor's number of the order.</param>
/// <param name="Model">What made it.</param>
/// <param name="Key">The customer's own number of the order; null where the vendor takes none.</param>
/// <param name="Fingerprint">Of everything that was asked for.</param>
public sealed record SandboxPurchase(string Vendor, string Order, string Model, string? Key, string Fingerprint);
