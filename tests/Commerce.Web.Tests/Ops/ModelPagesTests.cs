using System.Net;
using Commerce.Alerts;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Ops;

/// <summary>The model catalogue as operators see and correct it.</summary>
public sealed class ModelPagesTests : TwoStoresFixture
{
    private const string Model = "/ops/model?name=kie%3Agoogle%2Fnano-banana-edit";

    protected override Dictionary<string, string> Settings => new() { ["Operators:Shops:0"] = "kiln-house.myshopify.com" };

    [TestCase("/ops/models")]
    [TestCase(Model)]
    public async Task For_everybody_but_operators_the_page_does_not_exist(string address)
    {
        Assert.That((await Theirs.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await PostAsync(Model, ("Usd", "1"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_last_seven_days_of_a_model_are_summed_with_its_cost_credits_and_margin()
    {
        var figures = Services.GetRequiredService<ModelFigures>();
        for (var made = 0; made < 3; made++)
        {
            await figures.DoneAsync("kie", "google/nano-banana-edit", TimeSpan.FromSeconds(20), 20_000, 4, CancellationToken.None);
        }

        await figures.FailedAsync("kie", "google/nano-banana-edit", "overloaded", CancellationToken.None);
        var page = await Theirs.GetStringAsync("/ops/models?vendor=kie&used=true");
        Assert.That(page, Does.Contain("google/nano-banana-edit").And.Contain("20 seconds").And.Contain("last: overloaded").And.Contain("$0.06").And.Contain("$0.02 each").And.Contain("1, 25 %"));
        Assert.That(page, Does.Not.Contain("name=kie%3Aflux-2"), "what was not used is left out");
        Assert.That(await Theirs.GetStringAsync("/ops/models?vendor=openai&ending=true"), Does.Contain("gpt-image-1-mini").And.Not.Contain("name=openai%3Agpt-image-2\""));
        Assert.That(await Theirs.GetStringAsync("/ops/models?kind=Text"), Does.Contain("deepseek").And.Not.Contain("nano-banana-edit"));
    }

    [Test]
    public async Task What_vendors_lists_say_stands_with_the_models_and_a_list_that_cannot_be_read_is_told()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(StoreB, async context =>
        {
            context.ModelLists.AddRange(new ModelList { Vendor = "openai", AskedAt = now }, new ModelList { Vendor = "google", AskedAt = now, Failure = "The vendor answered with status 503." });
            context.ModelListings.AddRange(
                new ModelListing { Vendor = "openai", Model = "gpt-image-2", AskedAt = now, ListedAt = now, UntilDay = new DateOnly(2027, 3, 31), UntilSince = now },
                new ModelListing { Vendor = "openai", Model = "gpt-image-2.5-flare", AskedAt = now, ListedAt = now.AddDays(-2) });
            await context.SaveChangesAsync();
        });
        var page = System.Net.WebUtility.HtmlDecode(await Theirs.GetStringAsync("/ops/models?vendor=openai"));
        Assert.That(page, Does.Contain("Until 31 March 2027").And.Contain("Gone from the vendor's list since").And.Contain("OpenAI: read").And.Contain("Google Gemini: could not be read").And.Contain("status 503"));
        Assert.That(System.Net.WebUtility.HtmlDecode(await Theirs.GetStringAsync("/ops/model?name=openai%3Agpt-image-2")), Does.Contain("It names 31 March 2027 as the last day"));
    }

    [Test]
    public async Task What_the_operator_knows_better_holds_with_a_name_until_it_is_reset()
    {
        var saved = await SendAsync(Theirs, Model, ("Offered", "true"), ("Usd", "0.05"), ("Quality", "5"), ("Speed", ""), ("UntilDay", "2027-01-31"), ("Successor", "nano-banana-2"));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var page = await Theirs.GetStringAsync(Model);
        Assert.That(page, Does.Contain("$0.05 a picture").And.Contain("31 January 2027").And.Contain("then nano-banana-2").And.Contain("Changed by staff 901, kiln-house.myshopify.com"));
        Assert.That((await HeldAsync())!.Quality, Is.EqualTo(5));
        Assert.That(await Theirs.GetStringAsync("/ops/models?vendor=kie"), Does.Contain("changed here"));

        await SendAsync(Theirs, $"{Model}&handler=Reset");
        Assert.That(await Theirs.GetStringAsync(Model), Does.Not.Contain("31 January 2027").And.Not.Contain("Changed by"));
        await SendAsync(Theirs, Model, ("Usd", ""));
        Assert.That(await HeldAsync(), Is.Null, "what is not offered is not there");
        await SendAsync(Theirs, $"{Model}&handler=Reset");
    }

    [TestCase("Usd", "0")]
    [TestCase("Usd", "much")]
    [TestCase("Usd", "1001")]
    [TestCase("Quality", "6")]
    [TestCase("Speed", "fast")]
    [TestCase("UntilDay", "soon")]
    [TestCase("Successor", "google/nano-banana-edit")]
    [TestCase("Successor", "nobody-knows-it")]
    [TestCase("Successor", "openai:gpt-4o")]
    public async Task What_cannot_be_true_of_a_model_is_refused_beside_its_field(string field, string value)
    {
        using var refused = await SendAsync(Theirs, Model, ("Offered", "true"), (field, value));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain($"id=\"{field}-error\""));
        Assert.That((await HeldAsync())!.Until, Is.Null);
    }

    [Test]
    public async Task A_model_gets_a_price_of_its_own_once_and_the_owner_reads_it_in_words()
    {
        (string, string)[] form = [("what", "image kie:google/nano-banana-edit"), ("credits", "9")];
        Assert.That((await SendAsync(Theirs, "/ops/prices?handler=Add", form)).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await SendAsync(Theirs, "/ops/prices?handler=Add", form)).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "it has one");
        Assert.That((await SendAsync(Theirs, "/ops/prices?handler=Add", ("what", "image nobody:x"), ("credits", "9"))).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(WebUtility.HtmlDecode(await Theirs.GetStringAsync("/ops/prices")), Does.Contain("4 → 9 credits"));
        Assert.That(await Client.GetStringAsync("/credits"), Does.Contain("A picture with google/nano-banana-edit by kie.ai").And.Contain("A picture with AI, whichever provider it is"));
    }

    [Test]
    public async Task A_model_that_ends_stands_on_the_overview_with_the_way_to_it_and_leaves_the_app_healthy()
    {
        await Work.RunAsync(StoreB.Id, services => services.GetRequiredService<AlertLog>().RaiseAsync(AlertCodes.ModelEnding, "openai:gpt-image-1-mini", CancellationToken.None));
        Assert.That(await Theirs.GetStringAsync("/ops"), Does.Contain("openai:gpt-image-1-mini ends soon").And.Contain("/ops/model?name=openai%3Agpt-image-1-mini"));
        using var anybody = Stranger();
        Assert.That(await anybody.GetStringAsync("/health/ready"), Is.EqualTo("Healthy"));
    }

    private Task<Commerce.Providers.Catalogue.ModelEntry?> HeldAsync() => Work.RunAsync(StoreA.Id, async services =>
        (await services.GetRequiredService<Models>().ReadAsync(CancellationToken.None)).SingleOrDefault(model => (model.Vendor, model.Id) == ("kie", "google/nano-banana-edit")));
}
