using System.Globalization;
using System.Net;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches;

/// <summary>Recurring runs in the admin: set up, looked at, changed, paused, resumed and deleted; hidden from other stores.</summary>
public sealed class RecurringPagesTests : TwoStoresFixture
{
    private static readonly string[] Handlers = ["Pause", "Resume", "Delete"];

    [Test]
    public async Task A_run_is_set_up_once_paused_resumed_and_deleted()
    {
        var recipe = await SaveAsync("Nightly");
        var (run, made) = await SetUpAsync(recipe, "New arrivals", ("vendor", "Nobody"));
        await SetUpAsync(recipe, "New arrivals", ("vendor", "Nobody"), ("id", run.ToString()));
        var listed = await Client.GetStringAsync("/batches/recurring");
        var proposed = await Client.GetStringAsync($"/batches/recurring/new?recipe={recipe}");
        await PostAsync($"{Place(run)}?handler=Pause");
        var paused = await FindAsync(run);
        var pausedPage = await Client.GetStringAsync(Place(run));
        await PostAsync($"{Place(run)}?handler=Resume");
        var resumed = await FindAsync(run);
        var again = await PostAsync($"{Place(run)}?handler=Resume");
        var deleted = await PostAsync($"{Place(run)}?handler=Delete");
        Assert.Multiple(async () =>
        {
            Assert.That(made.Headers.Location!.ToString(), Is.EqualTo(Place(run)));
            Assert.That(proposed, Does.Contain("value=\"Nightly\""));
            Assert.That(listed, Does.Contain("New arrivals").And.Contain("Vendor: Nobody").And.Contain("Every day at 06:00").And.Contain($"href=\"{Place(run)}\""));
            Assert.That((paused!.State, paused.Filter.Vendor, paused.MostCredits), Is.EqualTo((RecurringState.Paused, "Nobody", 40L)));
            Assert.That(pausedPage, Does.Contain("Not until it is resumed").And.Contain("handler=Resume").And.Not.Contain("handler=Pause"));
            Assert.That(resumed!.NextAt, Is.GreaterThan(Clock.GetUtcNow()));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "whoever is too late sees how it stands");
            Assert.That(deleted.Headers.Location!.ToString(), Is.EqualTo("/batches/recurring"));
            Assert.That(await FindAsync(run), Is.Null);
        });
    }

    [Test]
    public async Task What_makes_no_sense_is_said_beside_its_fields_when_set_up_and_when_changed()
    {
        var recipe = await SaveAsync("Fields");
        var (run, _) = await SetUpAsync(recipe, "Sensible");
        foreach (var address in (string[])[$"/batches/recurring/new?recipe={recipe}", $"{Place(run)}/change"])
        {
            var answer = await PostAsync(address, ("id", NewId().ToString()), ("version", Guid.Empty.ToString()), ("name", ""), ("every", "fortnight"), ("firstOn", "1999-01-01"), ("atTime", "noon"), ("mostCredits", "-1"));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), address);
            Assert.That(
                await answer.Content.ReadAsStringAsync(),
                Does.Contain("Give it a name").And.Contain("Choose a day from today on").And.Contain("no time of day").And.Contain("Write a number of credits"), address);
        }

        Assert.That((await FindAsync(run))!.Name, Is.EqualTo("Sensible"));
    }

    [Test]
    public async Task A_change_of_name_rhythm_time_limit_and_version_holds_from_the_next_run_on()
    {
        var recipe = await SaveAsync("Grows");
        var (run, _) = await SetUpAsync(recipe, "Before");
        await SaveAsync("Grows", recipe, copies: 3);
        var versions = await ReadAsync(StoreA, context => context.Recipes.Where(row => row.SavedRecipeId == recipe).OrderBy(row => row.Version).Select(row => row.Id).ToListAsync());
        var told = await Client.GetStringAsync(Place(run));
        var form = await Client.GetStringAsync($"{Place(run)}/change");
        var day = Day(4);
        var tooLow = await PostAsync($"{Place(run)}/change", Change("After", versions[1], "month", day, "21:30", 2));
        var changed = await PostAsync($"{Place(run)}/change", Change("After", versions[1], "month", day, "21:30", 70));
        var now = (await FindAsync(run))!;
        var page = await Client.GetStringAsync(Place(run));
        Assert.Multiple(async () =>
        {
            Assert.That(told, Does.Contain("This run makes version 1; the newest is 2."));
            Assert.That(form, Does.Contain("Version 2: Studio shot 1:1, 3 copies each").And.Contain("value=\"Before\"").And.Contain("value=\"06:00\"").And.Contain("value=\"40\""));
            Assert.That(await tooLow.Content.ReadAsStringAsync(), Does.Contain("One product costs 3 credits with this recipe; allow at least that."));
            Assert.That(changed.Headers.Location!.ToString(), Is.EqualTo(Place(run)));
            Assert.That((now.Name, now.Every, now.AtTime, now.MostCredits, now.RecipeId), Is.EqualTo(("After", Every.Month, new TimeOnly(21, 30), 70L, versions[1])));
            Assert.That(now.NextAt, Is.EqualTo(LocalTime.Of(now.FirstOn.ToDateTime(now.AtTime), "UTC")));
            Assert.That(page, Does.Contain("Every month on day").And.Contain("version 2").And.Not.Contain("the newest is"));
        });
    }

    [Test]
    public async Task The_first_day_of_a_run_may_be_over_when_it_is_changed_and_a_version_of_another_recipe_is_refused()
    {
        var (run, _) = await SetUpAsync(await SaveAsync("Old"), "Runs long");
        var foreign = await SaveAsync("Another one");
        var version = await ReadAsync(StoreA, context => context.Recipes.Where(row => row.SavedRecipeId == foreign).Select(row => row.Id).SingleAsync());
        var first = new DateOnly(2020, 1, 6);
        await ReadAsync(StoreA, context => context.RecurringRuns.Where(row => row.Id == run).ExecuteUpdateAsync(row => row.SetProperty(one => one.FirstOn, first)));
        var own = (await FindAsync(run))!.RecipeId;
        var kept = await PostAsync($"{Place(run)}/change", Change("Still runs", own, "week", "2020-01-06", "06:00", 40));
        var refused = await PostAsync($"{Place(run)}/change", Change("Stolen", version, "week", "2020-01-06", "06:00", 40));
        Assert.Multiple(async () =>
        {
            Assert.That(kept.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("Choose a version of this recipe."));
            var now = (await FindAsync(run))!;
            Assert.That((now.Name, now.FirstOn, now.RecipeId), Is.EqualTo(("Still runs", first, own)));
            Assert.That(now.NextAt, Is.GreaterThan(Clock.GetUtcNow()));
        });
    }

    [Test]
    public async Task Its_page_lists_every_day_with_its_batch_and_results_over_its_pages()
    {
        var (run, _) = await SetUpAsync(await SaveAsync("Listed"), "Looks back");
        var empty = await Client.GetStringAsync(Place(run));
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Quill"), await Seeds.AddProductAsync(StoreA, "Inkpot")]);
        await Media.DeliverAsync(StoreA, batch, Commerce.Library.ReviewState.Approved, most: 1);
        await Media.FailAsync(StoreA, batch, "refused", "Refused.");
        var first = new DateOnly(2026, 1, 1);
        await WriteAsync(StoreA, context =>
        {
            context.RecurringStarts.AddRange(Enumerable.Range(0, 34).Select(day => new RecurringStart
            {
                StoreId = StoreA.Id, RecurringId = run, Period = first.AddDays(day), At = Clock.GetUtcNow(), BatchId = day == 33 ? batch : null,
                Outcome = day == 33 ? RecurringOutcome.Started : day == 32 ? RecurringOutcome.Refused : RecurringOutcome.Nothing, Detail = day == 32 ? "This needs 2 credits." : "",
            }));
            return context.SaveChangesAsync();
        });
        var page = await Client.GetStringAsync(Place(run));
        var more = await Client.GetStringAsync($"{Place(run)}?after=2026-01-05");
        Assert.Multiple(() =>
        {
            Assert.That(empty, Does.Contain("It has not run yet").And.Contain("The first run is"));
            Assert.That(page, Does.Contain($"/batches/{batch}").And.Contain("Partly done").And.Contain("1 of 2").And.Contain("Not started: This needs 2 credits.").And.Contain($"{Place(run)}?after=2026-01-05"));
            Assert.That(page.Split("Nothing new to make").Length - 1, Is.EqualTo(28));
            Assert.That(more.Split("Nothing new to make").Length - 1, Is.EqualTo(4));
        });
    }

    [Test]
    public async Task Another_stores_run_does_not_exist_on_any_page_or_for_any_act()
    {
        var (run, _) = await SetUpAsync(await SaveAsync("Hidden"), "Hidden");
        Assert.Multiple(async () =>
        {
            foreach (var address in (string[])[Place(run), $"{Place(run)}/change"])
            {
                Assert.That((await Theirs.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
            }

            foreach (var handler in Handlers)
            {
                Assert.That((await SendAsync(Theirs, $"{Place(run)}?handler={handler}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), handler);
            }

            Assert.That((await SendAsync(Theirs, $"{Place(run)}/change", Change("Theirs", Guid.Empty, "day", Day(1), "06:00", 40))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
        Assert.That((await FindAsync(run))!.State, Is.EqualTo(RecurringState.Active));
    }

    private static string Place(Guid run) => $"/batches/recurring/{run}";

    private string Day(int ahead) => Clock.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (string, string)[] Change(string name, Guid version, string every, string firstOn, string atTime, int most) =>
        [("name", name), ("version", version.ToString()), ("every", every), ("firstOn", firstOn), ("atTime", atTime), ("mostCredits", most.ToString(CultureInfo.InvariantCulture))];

    private Task<RecurringRun?> FindAsync(Guid run) => ReadAsync(StoreA, context => context.RecurringRuns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run));

    private async Task<(Guid Run, HttpResponseMessage Answer)> SetUpAsync(Guid recipe, string name, params (string Name, string Value)[] more)
    {
        var id = more.FirstOrDefault(field => field.Name == "id").Value is { } given ? Guid.Parse(given) : NewId();
        (string, string)[] form = [("name", name), ("every", "day"), ("firstOn", Day(1)), ("atTime", "06:00"), ("mostCredits", "40"), .. more.Where(field => field.Name != "id"), ("id", id.ToString())];
        return (id, await PostAsync($"/batches/recurring/new?recipe={recipe}", form));
    }

    private async Task<Guid> SaveAsync(string name, Guid? recipe = null, int copies = 1)
    {
        var id = recipe ?? NewId();
        var content = new RecipeContent([new RecipeStyle("studio-shot", 2048, 2048, copies)], "", false, null);
        await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<RecipeBook>().SaveNewAsync(id, name, content, "staff 901", CancellationToken.None));
        return id;
    }
}
