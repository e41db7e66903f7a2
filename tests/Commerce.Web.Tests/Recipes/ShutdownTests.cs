using System.Net;
using Commerce.Batches;
using Commerce.Routing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Recipes;

/// <summary>Recipes that name a model which is shut down soon say so in time, with what to take instead.</summary>
public sealed class ShutdownTests : TwoStoresFixture
{
    private const string Model = "google/nano-banana-edit";

    protected override Dictionary<string, string> Settings => new() { ["Providers:Vendors:kie:Key"] = "key-of-the-installation-itself" };

    [TearDown]
    public Task ResetAsync() => Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ModelChanges>().ResetAsync("kie", Model, CancellationToken.None));

    [TestCase(60, "banner-info")]
    [TestCase(31, "banner-info")]
    [TestCase(30, "banner-warning")]
    [TestCase(7, "banner-critical")]
    public async Task The_page_and_the_list_warn_sixty_thirty_and_seven_days_ahead(int days, string tone)
    {
        await EndAsync(days, "nano-banana-2");
        var id = await SaveAsync($"kie:{Model}");
        var page = await Client.GetStringAsync($"/recipes/{id}");
        Assert.That(page, Does.Contain(tone).And.Contain($"is shut down in {days} days").And.Contain("Its successor is nano-banana-2 by kie.ai"));
        Assert.That(await Client.GetStringAsync("/recipes"), Does.Contain($"model ends in {days} days"));
    }

    [Test]
    public async Task What_ends_later_or_is_not_used_is_not_spoken_of()
    {
        await EndAsync(61, "nano-banana-2");
        Assert.That(await Client.GetStringAsync($"/recipes/{await SaveAsync($"kie:{Model}")}"), Does.Not.Contain("is shut down"));
        await EndAsync(5, "nano-banana-2");
        Assert.That(await Client.GetStringAsync($"/recipes/{await SaveAsync("local", video: $"kie:{Model}")}"), Does.Not.Contain("is shut down"), "it makes no videos");
    }

    [Test]
    public async Task One_click_takes_the_successor_in_a_new_version()
    {
        await EndAsync(20, "nano-banana-2");
        var id = await SaveAsync($"kie:{Model}");
        Assert.That((await SendAsync(Theirs, $"/recipes/{id}?handler=Instead", ("kind", "Image"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "another store's");
        Assert.That((await PostAsync($"/recipes/{id}?handler=Instead", ("kind", "Image"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        await PostAsync($"/recipes/{id}?handler=Instead", ("kind", "Image"));
        var versions = await ReadAsync(StoreA, context => context.Recipes.AsNoTracking().Where(row => row.SavedRecipeId == id).OrderBy(row => row.Version).ToListAsync());
        Assert.That(versions.Select(row => row.Content.ImageModel), Is.EqualTo(new[] { $"kie:{Model}", "kie:nano-banana-2" }));
        Assert.That(await Client.GetStringAsync($"/recipes/{id}"), Does.Not.Contain("is shut down"));
    }

    [Test]
    public async Task A_successor_that_is_not_connected_is_named_and_ai_offered()
    {
        await EndAsync(-1, "openai:gpt-image-2");
        var id = await SaveAsync($"kie:{Model}");
        Assert.That(WebUtility.HtmlDecode(await Client.GetStringAsync($"/recipes/{id}")), Does.Contain("was shut down on").And.Contain("gpt-image-2 by OpenAI, is not connected here").And.Contain("Use AI, chosen for each order"));
        await PostAsync($"/recipes/{id}?handler=Instead", ("kind", "Image"));
        Assert.That(await ReadAsync(StoreA, context => context.Recipes.AnyAsync(row => row.SavedRecipeId == id && row.Version == 2)), Is.True);
    }

    [Test]
    public async Task The_review_of_a_batch_warns_too()
    {
        await EndAsync(20, "nano-banana-2");
        var product = await Seeds.AddProductAsync(StoreA, "Oak stool");
        var styles = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        var review = (await PostAsync(styles, ("styles", "studio-shot"), ("imageModel", $"kie:{Model}"))).Headers.Location!.ToString();
        Assert.That(await Client.GetStringAsync(review), Does.Contain("is shut down in 20 days").And.Contain("Choose another model"));
    }

    private Task EndAsync(int days, string successor) => Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ModelChanges>().SaveAsync(
        new ModelOverride { Vendor = "kie", Model = Model, UntilDay = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(days), Successor = successor, ChangedBy = "" }, "a test", CancellationToken.None));

    private async Task<Guid> SaveAsync(string image, string video = "local")
    {
        var id = NewId();
        var content = new RecipeContent([new RecipeStyle("studio-shot", 2048, 2048, 1)], "", false, null) { ImageModel = image, VideoModel = video };
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<RecipeBook>().SaveNewAsync(id, "Ends", content, "staff 901", CancellationToken.None));
        return id;
    }
}
