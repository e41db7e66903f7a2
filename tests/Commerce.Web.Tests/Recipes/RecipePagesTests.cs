using System.Net;
using System.Net.Http.Headers;
using Commerce.Batches;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Recipes;

/// <summary>Recipes in the admin: saved, carried along, put away, and hidden from other stores.</summary>
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
