using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>Results that came with the answer to an order: kept until they are delivered, and not a day longer.</summary>
[Category("Database")]
public sealed class ArrivedFilesTests : RoutingFixture
{
    private const string Model = "google:gemini-3-pro-image";

    [Test]
    public async Task A_delivered_result_leaves_nothing_behind()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Done), string.Join(" / ", await HistoryAsync(store.Id)));
        Assert.That(await ArrivedAsync(store.Id), Is.Empty);
    }

    [Test]
    public async Task What_a_killed_worker_leaves_is_fetched_by_the_next_and_what_it_could_not_remove_is_removed_at_night()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store, Model);
        using var life = new CancellationTokenSource();
        await using var dying = BuildDying(life);
        var backlog = dying.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();
        // The row is delivered, and the process dies before it has removed what the result was made from.
        Assert.That(() => backlog.AdvanceNextAsync(store.Id, "dying", life.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Done));
        Assert.That(await ArrivedAsync(store.Id), Has.Count.EqualTo(1));

        Assert.That(await SweepAsync(store.Id), Is.EqualTo(1));
        Assert.That(await ArrivedAsync(store.Id), Is.Empty);
    }

    [Test]
    public async Task At_night_only_what_a_row_under_way_waits_for_is_kept()
    {
        var store = await AddStoreAsync();
        await OrderAsync(store, Model);
        var row = await RowAsync(store.Id);
        await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Generations.ExecuteUpdateAsync(one => one.SetProperty(each => each.Attempt, 2)));
        string[] keys = [OutputIntake.KeyOf(store.Id, row.Id, 1), OutputIntake.KeyOf(store.Id, row.Id, 2), OutputIntake.KeyOf(store.Id, Guid.CreateVersion7(Clock.GetUtcNow()), 1), $"{OutputIntake.FolderOf(store.Id)}stray"];
        foreach (var key in keys)
        {
            using var bytes = new MemoryStream([1]);
            await Objects.PutAsync(key, bytes, "application/octet-stream", CancellationToken.None);
        }

        await SweepAsync(store.Id);
        Assert.That(await ArrivedAsync(store.Id), Is.EqualTo(new[] { keys[1] }));
    }

    [Test]
    public async Task A_vendor_that_names_a_file_of_ours_as_its_task_is_asked_for_that_task_and_given_no_file()
    {
        var (store, other) = (await AddStoreAsync(), await AddStoreAsync());
        var theirs = OutputIntake.KeyOf(other.Id, Guid.CreateVersion7(Clock.GetUtcNow()), 1);
        using (var bytes = new MemoryStream(TestPicture.Png(80, 80)))
        {
            await Objects.PutAsync(theirs, bytes, "image/png", CancellationToken.None);
        }

        var asked = new List<string>();
        Vendors.OnTaken = _ => throw new HttpRequestException("The line broke.");
        Vendors.OnState = task =>
        {
            asked.Add(Uri.UnescapeDataString(task));
            return "fail";
        };
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await AdvanceAsync(store.Id);
        Assert.That(await CallbackTests.CallAsync(Routed, Clock, Vendors.Orders.Single().Callback!, $"kept:{theirs}"), Is.True);
        await AdvanceAsync(store.Id);
        Assert.That(asked, Is.EqualTo(new[] { $"kept:{theirs}" }));
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Assets.AnyAsync()), Is.False);
    }

    private IObjectStore Objects => Routed.GetRequiredService<IObjectStore>();

    private Task<int> SweepAsync(Guid storeId) => InStoreAsync(storeId, scope => scope.GetRequiredService<ArrivedFiles>().SweepAsync(storeId, CancellationToken.None));

    private async Task<List<string>> ArrivedAsync(Guid storeId)
    {
        var keys = new List<string>();
        await foreach (var key in Objects.ListAsync(OutputIntake.FolderOf(storeId), CancellationToken.None))
        {
            keys.Add(key);
        }

        return keys;
    }

    private ServiceProvider BuildDying(CancellationTokenSource life) => Build(services =>
    {
        services.Configure<RoutingOptions>(options => options.Vendors["google"] = new VendorOptions { Key = "shared-key-of-google" });
        services.AddHttpClient(VendorClients.ClientName).ConfigurePrimaryHttpMessageHandler(() => Vendors);
        services.AddSingleton<IObjectStore>(new DyingStore(Objects, life));
    });

    /// <summary>A store whose process dies when it is to remove something. A cancellation unwinds as a kill does.</summary>
    private sealed class DyingStore(IObjectStore inner, CancellationTokenSource life) : IObjectStore
    {
        public Task PutAsync(string key, Stream content, string contentType, CancellationToken ct) => inner.PutAsync(key, content, contentType, ct);

        public Task<StoredObject> OpenAsync(string key, CancellationToken ct) => inner.OpenAsync(key, ct);

        public Task<bool> ExistsAsync(string key, CancellationToken ct) => inner.ExistsAsync(key, ct);

        public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

        public Task DeleteAsync(string key, CancellationToken ct)
        {
            life.Cancel();
            life.Token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }
    }
}
