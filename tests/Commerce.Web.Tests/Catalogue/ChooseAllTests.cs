using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Catalogue;

/// <summary>A filter stands for everything it matches, shown or not and however many.</summary>
public sealed class ChooseAllTests : StudioFixture
{
    // More than the 1,024 form fields a page takes by itself.
    private const int Many = 1100;
    private SeededStore full = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        full = await Seeds.AddStoreAsync("thousands.myshopify.com", "Thousands");
        await Seeds.AddProductsAsync(full, Many, (product, number) => product.Vendor = number % 2 == 0 ? "Fjell" : "Kalk & Co");
        await Seeds.AddProductAsync(StoreB, "Lamp of the other store");
    }

    [TestCase("", Many)]
    [TestCase("?vendor=Fjell", Many / 2)]
    [TestCase("?q=lamp%201&status=active", 100)]
    public async Task The_filter_is_sent_and_every_product_it_matches_is_chosen(string filter, int expected)
    {
        using var client = ClientOf(full);
        var page = await client.GetStringAsync("/catalogue" + filter);
        Assert.That(Parse(page).QuerySelector("input[name=matching]")!.GetAttribute("value"), Is.EqualTo(filter));
        Assert.That(Parse(page).QuerySelector("[data-selection-target=every]")!.TextContent, Is.EqualTo(filter.Length == 0 ? $"Select all {expected:N0} products" : $"Select all {expected:N0} that match"));

        // The ticked ids of the page shown come along and say nothing: the filter decides.
        using var answer = await client.PostAsync("/batches/new", new FormUrlEncodedContent([new("matching", filter), new("productIds", Guid.Empty.ToString())]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var draftId = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[3]);
        var chosen = await ReadAsync(full, context => context.BatchDrafts.Where(draft => draft.Id == draftId).Select(draft => draft.ProductIds).SingleAsync());
        Assert.That(chosen, Has.Length.EqualTo(expected).And.Unique);
        Assert.That(await ChosenAsync(client, answer.Headers.Location!.ToString().Replace("/styles", "", StringComparison.Ordinal)), Is.EqualTo($"{expected:N0} products chosen"));
    }

    [Test]
    public async Task The_picker_chooses_every_match_and_keeps_them_when_sent_on()
    {
        using var client = ClientOf(full);
        using var every = await client.PostAsync("/batches/new?handler=Every&vendor=Fjell", new FormUrlEncodedContent([new("draft", Guid.CreateVersion7(Clock.GetUtcNow()).ToString())]));
        Assert.That(every.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var draft = every.Headers.Location!.ToString();
        Assert.That(await ChosenAsync(client, draft), Is.EqualTo($"{Many / 2:N0} products chosen"));
        var page = draft.Split('?')[0];
        var draftId = Guid.Parse(page.Split('/')[3]);
        var ids = await ReadAsync(full, context => context.BatchDrafts.Where(row => row.Id == draftId).Select(row => row.ProductIds).SingleAsync());
        using var onward = await client.PostAsync(page, new FormUrlEncodedContent([new("productIds", string.Join(',', ids))]));
        Assert.That(onward.Headers.Location!.ToString(), Does.EndWith("/styles"));
    }

    [Test]
    public async Task A_list_shown_whole_offers_no_more_than_it_shows()
    {
        using var client = ClientOf(full);
        Assert.That(await client.GetStringAsync("/catalogue?q=lamp+1099"), Does.Not.Contain("name=\"matching\""));
    }

    [Test]
    public async Task A_filter_that_matches_nothing_any_more_starts_nothing()
    {
        using var client = ClientOf(full);
        using var answer = await client.PostAsync("/batches/new", new FormUrlEncodedContent([new("matching", "?vendor=Gone")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    }

    private static async Task<string> ChosenAsync(HttpClient client, string address) =>
        Parse(await client.GetStringAsync(address)).QuerySelector("[data-picker-target=count]")?.TextContent ?? await client.GetStringAsync(address);

    private static IHtmlDocument Parse(string page) => new HtmlParser().ParseDocument(page);
}
