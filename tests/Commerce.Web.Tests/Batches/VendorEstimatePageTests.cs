using System.Net;
using Commerce.Routing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches;

/// <summary>What AI providers are expected to charge stands on the last step before a batch.</summary>
public sealed class VendorEstimatePageTests : TwoStoresFixture
{
    [Test]
    public async Task A_store_that_pays_a_provider_itself_sees_how_much_before_it_starts()
    {
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ProviderKeys>().SaveAsync("kie", "key-of-this-store-alone", "owner", CancellationToken.None));
        var page = await PageAsync(await ReviewAsync("kie:google/nano-banana-edit"));
        Assert.That(page, Does.Contain("AI providers").And.Contain("google/nano-banana-edit").And.Contain("$0.02, $0.02 each").And.Contain("About $0.02 on your account at kie.ai."));
        Assert.That(page, Does.Not.Contain("key-of-this"));
        Assert.That(await PageAsync(await ReviewAsync("local")), Does.Contain("for about $0.005 on your account there").And.Not.Contain("Asked first"));
    }

    [Test]
    public async Task What_nobody_can_make_is_told_before_it_starts()
    {
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ProviderKeys>().SaveAsync("runway", "key-of-this-store-alone", "owner", CancellationToken.None));
        var review = await ReviewAsync("runway:gen4_image_turbo");
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ProviderKeys>().RemoveAsync("runway", CancellationToken.None));
        Assert.That(await PageAsync(review), Does.Contain("Nobody can make it").And.Contain("Choose the built-in renderer"));
    }

    private async Task<string> ReviewAsync(string model)
    {
        var product = await Seeds.AddProductAsync(StoreA, $"Brass bell for {model}");
        var address = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        return (await PostAsync(address, ("styles", "studio-shot"), ("imageModel", model))).Headers.Location!.ToString();
    }

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await Client.GetStringAsync(address));
}
