using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Runway;

/// <summary>Every model and recipe of Runway in the catalogue against Runway's own schema of it, over the wire.</summary>
[Category("Contract")]
public sealed class RunwayModelTests
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("runway/openapi.json")));

    private static IEnumerable<TestCaseData> Models() =>
        ModelCatalogue.Shipped.Models.Where(model => model.Vendor == "runway" && model.Until is null).SelectMany(model => model.Tasks.Select(task => new TestCaseData(model.Id, task)));

    [TestCaseSource(nameof(Models))]
    public async Task Every_model_takes_the_least_the_most_and_every_shape_that_the_catalogue_knows(string id, WorkTask task)
    {
        var model = Orders.Model("runway", id);
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        var client = new RunwayClient(http, new VendorKey("secret-of-tests-1"), TestTime.Now);
        foreach (var order in new[] { Orders.Least(model, task), Orders.Most(model, task) }.Concat(Shapes(Orders.Least(model, task))))
        {
            host.Then(Scripted.Json("""{"id":"d2e3d1f4-1b3c-4b5c-8d46-1c1d7ee86892","estimatedCost":{"credits":25}}"""));
            await (order is ImageRequest image ? client.SubmitAsync(image, CancellationToken.None) : client.SubmitAsync((VideoRequest)order, CancellationToken.None));
        }
        Assert.That(host.Requests.Select(request => request.Path).Distinct().Count(), Is.EqualTo(1));
        Assert.That(host.Requests.SelectMany(host.Unjudged), Is.Empty);
        Assert.That(Contract.Value.Find("POST", host.Requests[0].Path)!.Uncompiled("application/json"), Is.Empty);
    }

    [Test]
    public void What_a_recipe_needs_is_refused_by_name_when_it_is_missing()
    {
        var today = DateOnly.FromDateTime(TestTime.Now.GetUtcNow().UtcDateTime);
        string? Missing(string id, WorkTask task, Func<WorkRequest, WorkRequest> without) => ModelFit.Misfit(without(Orders.Least(Orders.Model("runway", id), task)), today)?.Code;
        Assert.That(Missing("product_ad", WorkTask.ProductFilm, order => order with { References = [] }), Is.EqualTo("cannot-references"));
        Assert.That(Missing("product_ugc", WorkTask.ProductTalk, order => (VideoRequest)order with { StartFrame = null }), Is.EqualTo("cannot-start-frame"));
        Assert.That(Missing("product_swap", WorkTask.ProductSwap, order => order with { References = [Orders.Picture] }), Is.EqualTo("cannot-references"));
        Assert.That(Missing("product_swap", WorkTask.ProductSwap, order => (VideoRequest)order with { Footage = null }), Is.EqualTo("cannot-footage"));
        Assert.That(Missing("product_campaign_image", WorkTask.CampaignImages, order => order with { References = [] }), Is.EqualTo("cannot-references"));
        Assert.That(Missing("ad_localization", WorkTask.LocalizeImage, order => (ImageRequest)order with { Language = null }), Is.EqualTo("cannot-language"));
    }

    private static IEnumerable<WorkRequest> Shapes(WorkRequest order) =>
        from ratio in order.Model.Ratios.Cast<string?>().DefaultIfEmpty()
        from resolution in order.Model.Resolutions.Cast<string?>().DefaultIfEmpty()
        select order with { Ratio = ratio, Resolution = resolution };
}
