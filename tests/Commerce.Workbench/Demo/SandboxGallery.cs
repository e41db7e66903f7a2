using System.Net.Http.Json;

namespace Commerce.Workbench.Demo;

/// <summary>The galleries of a store as the sandbox itself has them: the witness that asks nobody else.</summary>
internal sealed class SandboxGallery(Uri sandbox, string domain) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = sandbox };

    /// <summary>Every product's media in order, by the product's id.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SandboxMedium>>> ReadAsync(CancellationToken ct)
    {
        var answer = await client.GetFromJsonAsync<Answer>($"control/shops/{domain}/products", ct);
        return answer!.Products.ToDictionary(product => product.Id, product => product.Media);
    }

    public void Dispose() => client.Dispose();

    private sealed record Answer(IReadOnlyList<RawProduct> Products);

    private sealed record RawProduct(string Id, IReadOnlyList<SandboxMedium> Media);
}

/// <summary>One medium: its id, alt text and the hash of its bytes.</summary>
internal sealed record SandboxMedium(string Id, string Alt, string Sha256);
