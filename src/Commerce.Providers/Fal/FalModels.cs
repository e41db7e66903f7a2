using Commerce.Providers.Vendors;

namespace Commerce.Providers.Fal;

/// <summary>fal's list of models, which stands beside its queue. Source: the OpenAPI document of fal's platform interface.</summary>
public sealed class FalModels : IModelList
{
    private readonly VendorHttp http;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is fal's platform interface.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public FalModels(HttpClient http, VendorKey key, TimeProvider time) => this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Key"), FalFailures.Read);

    /// <summary>Asks for exactly these. One that fal calls deprecated counts as gone.</summary>
    /// <exception cref="VendorException">When fal cannot be asked.</exception>
    public async Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var wanted = string.Join('&', ids.Select(id => $"endpoint_id={Uri.EscapeDataString(id)}"));
        return [.. (await http.GetAsync($"/v1/models?{wanted}", ct)).At("models").Items().Where(item => item.At("metadata").At("status").Text() != "deprecated")
            .Select(item => item.At("endpoint_id").Text()).OfType<string>().Select(id => new ListedModel(id))];
    }
}
