namespace Commerce.Web.Tests.Infrastructure;

/// <summary>Pages as their store sees them, and as another store does, to which they must not exist.</summary>
public abstract class TwoStoresFixture : StudioFixture
{
    /// <summary>Somebody of <see cref="StudioFixture.StoreA"/>, whose pages these are.</summary>
    protected HttpClient Client { get; private set; } = null!;

    /// <summary>Somebody of <see cref="StudioFixture.StoreB"/>.</summary>
    protected HttpClient Theirs { get; private set; } = null!;

    [SetUp]
    public void SignIn() => (Client, Theirs) = (ClientOf(StoreA), ClientOf(StoreB));

    [TearDown]
    public void SignOut()
    {
        Client.Dispose();
        Theirs.Dispose();
    }

    protected Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

    /// <summary>A draft for one product with one style, as far as its review. Returns the review's address.</summary>
    protected async Task<string> ToReviewAsync(SeededProduct product)
    {
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        return (await PostAsync(address, ("styles", "studio-shot"))).Headers.Location!.ToString();
    }

    protected Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => SendAsync(Client, address, fields);

    protected static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(address, form);
    }
}
