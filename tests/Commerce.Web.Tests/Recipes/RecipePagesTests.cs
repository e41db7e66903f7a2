using System.Net;
using System.Net.Http.Headers;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Recipes;

/// <summary>Recipes and recurring runs in the admin: saved, carried along, put away, and hidden from other stores.</summary>
public sealed class RecipePagesTests : TwoStoresFixture
{
    [Test]
    public async Task A_recipe_is_saved_from_a_draft_changed_into_its_next_version_and_used_again()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Oak stool");
        var styles = (await PostAsync("/batches/new", ("productIds", product.Id.ToString()))).Headers.Location!.ToString();
        await PostAsync($"{styles}?handler=Save", ("styles", "lifestyle"), ("formats", "lifestyle:2560x1440"), ("formats", "lifestyle:1440x2560"), ("again", "new"));
        var id = NewId();
        await PostAsync($"{styles}?handler=Keep", ("saved", id.ToString()), ("recipeName", "Wide and tall"));
        var shown = await Client.GetStringAsync($"/recipes/{id}");
        var saved = await PostAsync($"/recipes/{id}", ("recipeName", "Wide"), ("styles", "lifestyle"), ("formats", "lifestyle:2560x1440"));
        var used = (await PostAsync($"/recipes/{id}?handler=Use", ("next", NewId().ToString()))).Headers.Location!.ToString();
        var draftId = Guid.Parse(used.Split('/')[3]);
        var draft = await ReadAsync(StoreA, context => context.BatchDrafts.SingleAsync(row => row.Id == draftId));
        var versions = await ReadAsync(StoreA, context => context.Recipes.Where(row => row.SavedRecipeId == id).OrderBy(row => row.Version).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(shown, Does.Contain("Wide and tall").And.Contain("Version 1"));
            Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(versions.Select(row => (row.Version, row.Content.Styles.Count, row.Content.NewVariations)), Is.EqualTo(new[] { (1, 2, true), (2, 1, false) }));
            Assert.That(draft.RecipeId, Is.EqualTo(versions[1].Id));
            Assert.That(await Client.GetStringAsync("/recipes"), Does.Contain("Wide").And.Contain("Lifestyle 16:9"));
            Assert.That(await Client.GetStringAsync($"/recipes/{id}"), Does.Contain("Lifestyle 16:9, 9:16"), "the first version");
        });
    }

    [Test]
    public async Task A_recipe_without_a_name_is_said_beside_the_field()
    {
        var id = await SaveAsync("Named");
        var answer = await PostAsync($"/recipes/{id}", ("recipeName", " "), ("styles", "lifestyle"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("id=\"recipeName-error\"").And.Contain("Give it a name").And.Contain("value=\"lifestyle\""));
    }

    [Test]
    public async Task A_file_carries_a_recipe_to_another_store_and_nonsense_is_refused()
    {
        var id = await SaveAsync("Travels");
        var file = await Client.GetByteArrayAsync($"/recipes/{id}?handler=File");
        var copy = NewId();
        var taken = await UploadAsync(Theirs, copy, file);
        var refused = await UploadAsync(Theirs, NewId(), "{}"u8.ToArray());
        Assert.Multiple(async () =>
        {
            Assert.That(taken.Headers.Location!.ToString(), Is.EqualTo($"/recipes/{copy}"));
            Assert.That(await Theirs.GetStringAsync($"/recipes/{copy}"), Does.Contain("Travels"));
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            var words = await refused.Content.ReadAsStringAsync();
            Assert.That(words[words.IndexOf("<dialog", StringComparison.Ordinal)..], Does.Contain("This is not a recipe file of this app"), "where the dialog shows it");
        });
    }

    [Test]
    public async Task An_archived_recipe_leaves_the_list_and_comes_back()
    {
        var id = await SaveAsync("Put away");
        await PostAsync($"/recipes/{id}?handler=Archive", ("away", "true"));
        Assert.That(await Client.GetStringAsync("/recipes"), Does.Not.Contain("Put away"));
        Assert.That(await Client.GetStringAsync("/recipes?archived=true"), Does.Contain("Put away"));
        Assert.That(await Client.GetStringAsync($"/recipes/{id}"), Does.Contain("<fieldset class=\"stack\" disabled"), "nothing is written that cannot be saved");
        await PostAsync($"/recipes/{id}?handler=Archive", ("away", "false"));
        Assert.That(await Client.GetStringAsync("/recipes"), Does.Contain("Put away"));
    }

    [Test]
    public async Task A_recurring_run_is_set_up_once_paused_resumed_and_deleted()
    {
        var (recipe, run) = (await SaveAsync("Nightly"), NewId());
        (string, string)[] form = [("id", run.ToString()), ("name", "New arrivals"), ("every", "day"), ("firstOn", Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("atTime", "06:00"), ("mostCredits", "40"), ("vendor", "Nobody")];
        await PostAsync($"/batches/recurring/new?recipe={recipe}", form);
        var made = await PostAsync($"/batches/recurring/new?recipe={recipe}", form);
        var listed = await Client.GetStringAsync("/batches/recurring");
        var proposed = await Client.GetStringAsync($"/batches/recurring/new?recipe={recipe}");
        await PostAsync("/batches/recurring?handler=Pause", ("id", run.ToString()));
        var paused = await ReadAsync(StoreA, context => context.RecurringRuns.AsNoTracking().SingleAsync(row => row.Id == run));
        using var foreign = new FormUrlEncodedContent([KeyValuePair.Create("id", run.ToString())]);
        var theirs = await Theirs.PostAsync("/batches/recurring?handler=Resume", foreign);
        await PostAsync("/batches/recurring?handler=Resume", ("id", run.ToString()));
        var resumed = await ReadAsync(StoreA, context => context.RecurringRuns.AsNoTracking().SingleAsync(row => row.Id == run));
        await PostAsync("/batches/recurring?handler=Delete", ("id", run.ToString()));
        Assert.Multiple(async () =>
        {
            Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(proposed, Does.Contain("value=\"Nightly\""));
            Assert.That(listed, Does.Contain("New arrivals").And.Contain("Vendor: Nobody").And.Contain("Every day at 06:00"));
            Assert.That((paused.State, paused.Filter.Vendor, paused.MostCredits), Is.EqualTo((RecurringState.Paused, "Nobody", 40L)));
            Assert.That(theirs.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(resumed.NextAt, Is.GreaterThan(Clock.GetUtcNow()));
            Assert.That(await ReadAsync(StoreA, context => context.RecurringRuns.AnyAsync(row => row.Id == run)), Is.False);
        });
    }

    [Test]
    public async Task A_recurring_run_that_makes_no_sense_is_said_beside_its_fields()
    {
        var recipe = await SaveAsync("Fields");
        var answer = await PostAsync($"/batches/recurring/new?recipe={recipe}", ("id", NewId().ToString()), ("name", ""), ("every", "fortnight"), ("firstOn", "1999-01-01"), ("atTime", "noon"), ("mostCredits", "-1"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Give it a name").And.Contain("Choose a day from today on").And.Contain("no time of day").And.Contain("Write a number of credits"));
    }

    private async Task<Guid> SaveAsync(string name)
    {
        var id = NewId();
        var content = new RecipeContent([new RecipeStyle("studio-shot", 2048, 2048, 1)], "", false, null);
        await Work.RunAsync(StoreA.Id, services => ((RecipeBook)services.GetService(typeof(RecipeBook))!).SaveNewAsync(id, name, content, "staff 901", CancellationToken.None));
        return id;
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, Guid id, byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var form = new MultipartFormDataContent { { new StringContent(id.ToString()), "saved" }, { file, "file", "recipe.json" } };
        return await client.PostAsync("/recipes?handler=Import", form);
    }
}
