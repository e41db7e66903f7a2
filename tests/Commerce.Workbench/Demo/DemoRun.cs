using System.Diagnostics;
using System.Net.Http.Headers;
using Commerce.Batches;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Stores;
using Commerce.Styles;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Workbench.Demo;

/// <summary>Takes a catalogue from install to published listing and back, with the services behind the pages.</summary>
internal sealed class DemoRun(DemoWorld world, DemoOptions options, ServiceProvider services, TimeProvider time, Action<string> say)
{
    private const string Actor = "the demo";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);

    // Longer than any one step may take, a long video on a busy machine among them.
    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(5);

    private readonly StoreWork work = services.GetRequiredService<StoreWork>();
    private readonly long started = Stopwatch.GetTimestamp();
    private Guid storeId;

    /// <summary>Everything the demo delivered, for the report.</summary>
    public IReadOnlyList<Asset> Delivered { get; private set; } = [];

    private double Elapsed => Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);

    public async Task<DemoResult> RunAsync(CancellationToken ct)
    {
        await InstallAsync(ct);
        var products = await SyncAsync(ct);
        await ReadBrandAsync(ct);
        if (!await MakeAsync(ct))
        {
            return new DemoResult(products, new RowCounts(0, 0, 0), 0, 0, RevertedExactly: true, LedgerBalanced: true, Elapsed);
        }

        Delivered = await ReviewAsync(ct);
        using var witness = new SandboxGallery(world.Sandbox, world.Shop.Domain);
        var before = await witness.ReadAsync(ct);
        var published = await PublishAsync(witness, before, ct);
        var exactly = await RevertAsync(witness, before, ct);
        var counts = await ReadAsync(context => RowsAsync(context, ct));
        var ledger = await ReadAsync(context => LedgerCheck.RunAsync(context, ct));
        say($"Ledger: {ledger.Available} available, {ledger.Held} held. {(ledger.Balanced ? "It adds up." : string.Join(' ', ledger.Faults))}");
        var share = options.Vendor is { } vendor ? await ReadAsync(context => DemoShare.ReadAsync(context, world.Sandbox, vendor, ct)) : null;
        if (share is not null)
        {
            say(share.Told());
        }

        return new DemoResult(
            products, counts, Delivered.Count, published, exactly, ledger is { Balanced: true, Held: 0 },
            Elapsed) { Provider = share };
    }

    // The real embedded path: a page asked for with a session token makes the store.
    private async Task InstallAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = world.App };
        var token = SessionTokens.Sign(world.Shop.Domain, SandboxProcess.ClientId, world.Secrets.ShopifyApiSecret, time);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var page = await client.GetAsync("/", ct);
        await using var scope = services.CreateAsyncScope();
        storeId = await scope.ServiceProvider.GetRequiredService<CommerceContext>().StoreDirectory
            .Where(route => route.ShopDomain == world.Shop.Domain)
            .Select(route => (Guid?)route.StoreId)
            .SingleOrDefaultAsync(ct) ?? throw new ProblemException($"The app did not install the store; it answered {(int)page.StatusCode}.");
        say($"Installed {world.Shop.Name} by token exchange.");
    }

    private async Task<int> SyncAsync(CancellationToken ct)
    {
        var store = await WaitAsync("The catalogue", context => context.Stores.AsNoTracking().SingleAsync(ct), row => row.SyncState is SyncState.Done or SyncState.Failed, ct);
        if (store.SyncState == SyncState.Failed)
        {
            throw new ProblemException($"The catalogue could not be read: {store.SyncMessage}");
        }

        say($"Catalogue: {store.SyncCount} products through Admin GraphQL.");
        return store.SyncCount;
    }

    private async Task ReadBrandAsync(CancellationToken ct)
    {
        await work.RunAsync(storeId, scope => scope.GetRequiredService<BrandReadings>().StartFirstAsync(ct));
        var reading = await WaitAsync(
            "The website", context => context.BrandReadings.AsNoTracking().OrderByDescending(row => row.CreatedAt).FirstAsync(ct),
            row => row.State is ReadingState.Done or ReadingState.Failed, ct);
        var claims = await ReadAsync(context => context.BrandAttributes.CountAsync(ct));
        say(reading.State == ReadingState.Done ? $"Brand: {reading.PagesRead} pages read, {claims} claims, each with its receipt." : $"Brand: {reading.Message}");
    }

    /// <returns>False when there was nothing to make.</returns>
    private async Task<bool> MakeAsync(CancellationToken ct)
    {
        var batches = await DemoBatches.StartAsync(work, storeId, options, Actor, ct);
        if (batches.Count == 0)
        {
            say("No product of this catalogue has a picture that can be used, so there is nothing to make. See the notes above.");
            return false;
        }

        var told = -1;
        await WaitAsync(
            "The batches",
            async context =>
            {
                var open = await context.Batches.CountAsync(batch => batch.State == BatchState.Running || batch.State == BatchState.Cancelling, ct);
                var counts = await RowsAsync(context, ct);
                var ended = counts.Done + counts.Failed + counts.Cancelled;
                if (ended / 10 != told)
                {
                    told = ended / 10;
                    say($"Made {ended} of {batches.Sum(batch => batch.Rows)}.");
                }

                return open;
            },
            open => open == 0, ct);
        await TellFailuresAsync(ct);
        return true;
    }

    private async Task TellFailuresAsync(CancellationToken ct)
    {
        var failed = await ReadAsync(context => context.Generations.AsNoTracking()
            .Where(row => row.State == GenerationState.Failed || row.State == GenerationState.Expired)
            .GroupBy(row => row.ErrorMessage)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct));
        foreach (var reason in failed)
        {
            say($"Failed, {reason.Count}: {reason.Key}");
        }
    }

    private Task<List<Asset>> ReviewAsync(CancellationToken ct) => work.RunAsync(storeId, async scope =>
    {
        var context = scope.GetRequiredService<CommerceContext>();
        var assets = await context.Assets.AsNoTracking().OrderBy(asset => asset.Id).ToListAsync(ct);
        var reviewing = scope.GetRequiredService<Reviewing>();
        await reviewing.ApproveAsync([.. assets.Where(asset => !asset.HeldBack).Select(Seen)], Actor, ct);
        // What is too far from its product is approved by itself, as an owner does who has looked at it.
        foreach (var asset in assets.Where(asset => asset.HeldBack))
        {
            await reviewing.ApproveAsync([Seen(asset)], Actor, ct);
        }
        say($"Approved {assets.Count} results, each bound to its bytes.");
        return assets;
    });

    /// <returns>How many items the sandbox itself shows at their places with the approved bytes.</returns>
    private async Task<int> PublishAsync(
        SandboxGallery witness, IReadOnlyDictionary<string, IReadOnlyList<SandboxMedium>> before, CancellationToken ct)
    {
        await work.RunAsync(storeId, scope => scope.GetRequiredService<PublicationStarter>().StartAsync(
            new PublicationRequest([.. Delivered.Select(asset => asset.Id)], Placement.End, new Dictionary<Guid, string>(), Actor), ct));
        await WaitForPublicationsAsync("Publishing", ct);
        var after = await witness.ReadAsync(ct);
        var shopifyIds = await ReadAsync(context => context.Products.ToDictionaryAsync(product => product.Id, product => product.ShopifyId, ct));
        var verified = Delivered.GroupBy(asset => shopifyIds[asset.ProductId]).Sum(group =>
        {
            var added = after[group.Key].Skip(before[group.Key].Count).Select(medium => medium.Sha256).ToList();
            return after[group.Key].Take(before[group.Key].Count).SequenceEqual(before[group.Key])
                ? group.Count(asset => added.Contains(asset.Sha256))
                : 0;
        });
        say($"Published and verified at their places: {verified} of {Delivered.Count}.");
        return verified;
    }

    private async Task<bool> RevertAsync(
        SandboxGallery witness, IReadOnlyDictionary<string, IReadOnlyList<SandboxMedium>> before, CancellationToken ct)
    {
        await work.RunAsync(storeId, async scope =>
        {
            var ids = await scope.GetRequiredService<CommerceContext>().Publications.Select(publication => publication.Id).ToListAsync(ct);
            await scope.GetRequiredService<PublicationDecisions>().RevertAsync(ids, keepChanges: false, ct);
        });
        await WaitForPublicationsAsync("Reverting", ct);
        var after = await witness.ReadAsync(ct);
        var exactly = before.Count == after.Count && before.All(product => after[product.Key].SequenceEqual(product.Value));
        say(exactly ? "Reverted: every gallery is as it was, media, order and alt texts." : "Reverting left galleries that differ from before.");
        return exactly;
    }

    private Task<int> WaitForPublicationsAsync(string what, CancellationToken ct) =>
        WaitAsync(what, context => context.Publications.CountAsync(publication => publication.DueAt != null, ct), open => open == 0, ct);

    private async Task<T> WaitAsync<T>(string what, Func<CommerceContext, Task<T>> read, Func<T, bool> done, CancellationToken ct)
    {
        for (var (mark, since) = ("", Stopwatch.GetTimestamp()); Stopwatch.GetElapsedTime(since) < Standstill; await Task.Delay(Look, time, ct))
        {
            if (world.Workers.Any(worker => worker.Ended.IsCompleted))
            {
                throw new ProblemException("A worker does not stay up, so the demo cannot go on.");
            }

            var value = await ReadAsync(read);
            if (done(value))
            {
                return value;
            }

            var reached = await ReadAsync(context => DemoProgress.MarkAsync(context, ct));
            (mark, since) = reached == mark ? (mark, since) : (reached, Stopwatch.GetTimestamp());
        }

        var open = await ReadAsync(context => DemoProgress.OpenAsync(context, ct));
        throw new ProblemException($"{what} stood still for {Standstill.TotalMinutes:0} minutes. What waits:\n{string.Join('\n', open)}");
    }

    private Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read) => work.RunAsync(storeId, scope => read(scope.GetRequiredService<CommerceContext>()));

    private static SeenAsset Seen(Asset asset) => new(asset.Id, asset.Sha256);

    private static async Task<RowCounts> RowsAsync(CommerceContext context, CancellationToken ct)
    {
        var counts = await context.Generations.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return new RowCounts(
            counts.GetValueOrDefault(GenerationState.Done),
            counts.GetValueOrDefault(GenerationState.Failed) + counts.GetValueOrDefault(GenerationState.Expired),
            counts.GetValueOrDefault(GenerationState.Cancelled));
    }
}
