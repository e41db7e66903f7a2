using System.Net;
using System.Text.RegularExpressions;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Batches.Sheets;
using Commerce.Brand;
using Commerce.Data;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Tenancy;

/// <summary>Walks every page and endpoint that takes an id, as one store, with every kind of id of the other.</summary>
[Category("Database")]
public sealed partial class ForeignIdsTests : StudioFixture
{
    // The page proposes the draft's id itself, before there is a draft: an id that is unknown to the store begins a new one.
    private static readonly string[] Proposed = ["/batches/new/{draftId:guid?}"];

    private readonly Dictionary<string, List<Guid>> ids = [];

    [OneTimeSetUp]
    public async Task SeedAsync()
    {
        foreach (var store in new[] { StoreA, StoreB })
        {
            var product = await Seeds.AddProductAsync(store, "A product of one store");
            var batchId = await Media.StartBatchAsync(store, [product]);
            await Media.DeliverAsync(store, batchId, Commerce.Library.ReviewState.Approved);
            ids[store.Shop] = await Work.RunAsync(store.Id, async services =>
            {
                var context = services.GetRequiredService<CommerceContext>();
                // Results with the free plan's mark have no shapes for channels.
                await context.Batches.ExecuteUpdateAsync(batch => batch.SetProperty(row => row.Marked, false));
                var run = await AddPublicationAsync(context, store, product.Id);
                return new List<Guid>
                {
                    product.Id, batchId, run.Id, run.RunId,
                    await context.Assets.Select(asset => asset.Id).SingleAsync(),
                    await context.Generations.Select(row => row.Id).SingleAsync(),
                    await context.SourceImages.Select(row => row.Id).SingleAsync(),
                    await AddReadingAsync(context, store),
                    await AddDraftAsync(services, product.Id),
                    await AddSheetAsync(context, store),
                    await AddRecipeAsync(services),
                    await AddRecurringAsync(services),
                };
            });
        }
    }

    [Test]
    public async Task Item02_every_address_with_an_id_of_the_other_store_is_not_found_and_changes_nothing()
    {
        var (reached, client) = (0, ClientOf(StoreA));
        var before = await FingerprintAsync();
        foreach (var (method, template) in Templates())
        {
            foreach (var foreign in ids[StoreB.Shop])
            {
                using var answer = await client.SendAsync(new HttpRequestMessage(method, Fill(template, foreign)));
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{method} {template} with another store's id");
                reached++;
            }
        }

        Assert.Multiple(async () =>
        {
            Assert.That(reached, Is.GreaterThan(20), "the walk reaches the pages at all");
            Assert.That(await FingerprintAsync(), Is.EqualTo(before), "the other store's rows");
        });
    }

    [Test]
    public async Task Item02_the_same_addresses_answer_their_own_store()
    {
        // Some pages look at the shop; here it has nothing to say.
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.NotFound));
        var client = ClientOf(StoreB);
        foreach (var template in Templates().Where(one => one.Method == HttpMethod.Get).Select(one => one.Template))
        {
            var answers = new List<HttpStatusCode>();
            foreach (var own in ids[StoreB.Shop])
            {
                using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, Fill(template, own)), HttpCompletionOption.ResponseHeadersRead);
                answers.Add(answer.StatusCode);
            }

            Assert.That(answers, Has.Some.EqualTo(HttpStatusCode.OK), $"{template} answers for no kind of id, so the walk above proves nothing for it");
        }
    }

    [Test]
    public async Task Item02_lists_and_filters_never_show_a_row_of_the_other_store()
    {
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.NotFound));
        var client = ClientOf(StoreA);
        foreach (var template in PagesWithoutId())
        {
            // Some lists answer a foreign filter with an empty list, some with "not found"; none shows a row.
            using var answer = await client.GetAsync($"{template}?batch={ids[StoreB.Shop][1]}&product={ids[StoreB.Shop][0]}");
            var page = await answer.Content.ReadAsStringAsync();
            foreach (var foreign in ids[StoreB.Shop])
            {
                // The address itself may be repeated in links; a row's own address may not appear.
                Assert.That(page, Does.Not.Match($"/(catalogue|batches|library|publications)/{foreign}"), template);
            }
        }
    }

    // Every route with an id, every verb it takes, and for pages every named handler.
    private List<(HttpMethod Method, string Template)> Templates()
    {
        var found = new List<(HttpMethod, string)>();
        foreach (var endpoint in Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (!template.Contains(":guid", StringComparison.Ordinal) || Proposed.Contains(template))
            {
                continue;
            }

            if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page)
            {
                found.AddRange(page.HandlerMethods.Select(handler => (
                    new HttpMethod(handler.HttpMethod), handler.Name is null ? template : $"{template}?handler={handler.Name}")));
            }
            else if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            {
                found.Add((HttpMethod.Get, template));
                found.Add((HttpMethod.Post, template));
            }
            else
            {
                found.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(verb => (new HttpMethod(verb), template)));
            }
        }

        return [.. found.Distinct()];
    }

    private IEnumerable<string> PagesWithoutId() => Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(template => !template.Contains('{', StringComparison.Ordinal) && !template.StartsWith("/ops", StringComparison.OrdinalIgnoreCase) && !template.StartsWith("/error", StringComparison.OrdinalIgnoreCase))
        .Distinct();

    private static string Fill(string template, Guid id) => Parameter().Replace(template.Replace("{style}", "studio-shot", StringComparison.Ordinal), id.ToString());

    private Task<string> FingerprintAsync() => Work.RunAsync(StoreB.Id, async services =>
    {
        var context = services.GetRequiredService<CommerceContext>();
        var balance = await context.Balances.SingleAsync();
        var batches = await context.Batches.Select(batch => batch.State.ToString()).ToListAsync();
        var reviews = await context.Reviews.CountAsync();
        var drafts = await context.BatchDrafts.Select(draft => $"{draft.Name} {draft.ProductIds.Length} {draft.UpdatedAt:O}").ToListAsync();
        var sheets = await context.Sheets.Select(sheet => $"{sheet.Name} {sheet.State} {sheet.UpdatedAt:O}").ToListAsync();
        var publications = await context.Publications.Select(one => one.State.ToString()).ToListAsync();
        var recurring = await context.RecurringRuns.Select(run => $"{run.Name} {run.State} {run.NextAt:O}").ToListAsync();
        return $"{string.Join(',', recurring)} {balance.Available} {balance.Held} {string.Join(',', batches)} {reviews} {string.Join(',', publications)} {string.Join(',', drafts)} {string.Join(',', sheets)}";
    });

    private async Task<Publishing.Publication> AddPublicationAsync(CommerceContext context, SeededStore store, Guid productId)
    {
        var now = Clock.GetUtcNow();
        var publication = new Publishing.Publication
        {
            StoreId = store.Id,
            Id = Guid.CreateVersion7(now),
            RunId = Guid.CreateVersion7(now),
            ProductId = productId,
            State = Publishing.PublicationState.Published,
            Snapshot = new Publishing.GallerySnapshot([], now),
            Receipt = new Publishing.GallerySnapshot([], now),
            PublishedAt = now,
            CreatedBy = "staff 901",
            CreatedAt = now,
        };
        context.Publications.Add(publication);
        await context.SaveChangesAsync();
        return publication;
    }

    private async Task<Guid> AddReadingAsync(CommerceContext context, SeededStore store)
    {
        var reading = new BrandReading
        {
            StoreId = store.Id,
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            SiteUrl = "https://shop.example/",
            State = ReadingState.Done,
            RequestedBy = "staff 901",
            CreatedAt = Clock.GetUtcNow(),
        };
        context.BrandReadings.Add(reading);
        await context.SaveChangesAsync();
        return reading.Id;
    }

    private async Task<Guid> AddSheetAsync(CommerceContext context, SeededStore store)
    {
        var sheet = new Sheet
        {
            StoreId = store.Id,
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            Name = "mugs.csv",
            ObjectKey = $"stores/{store.Id}/sheets/none",
            Headings = ["Handle"],
            State = SheetState.Failed,
            CreatedBy = "staff 901",
            CreatedAt = Clock.GetUtcNow(),
        };
        context.Sheets.Add(sheet);
        await context.SaveChangesAsync();
        return sheet.Id;
    }

    private static async Task<Guid> AddDraftAsync(IServiceProvider services, Guid productId)
    {
        var id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow());
        await services.GetRequiredService<BatchDrafts>().ChooseProductsAsync(id, [productId], "staff 901", CancellationToken.None);
        return id;
    }

    private async Task<Guid> AddRecurringAsync(IServiceProvider services)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var recipe = await services.GetRequiredService<CommerceContext>().Recipes.Select(row => row.Id).FirstAsync();
        await services.GetRequiredService<RecurringRuns>().CreateAsync(
            new RecurringOrder(id, "Nightly", recipe, new Commerce.Catalogue.CatalogueFilter(), Every.Day, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), new TimeOnly(6, 0), 5, "staff 901"), CancellationToken.None);
        return id;
    }

    private static async Task<Guid> AddRecipeAsync(IServiceProvider services)
    {
        var id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var content = new RecipeContent([new RecipeStyle("studio-shot", 2048, 2048, 1)], "", false, null);
        await services.GetRequiredService<RecipeBook>().SaveNewAsync(id, "A recipe of one store", content, "staff 901", CancellationToken.None);
        return id;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
