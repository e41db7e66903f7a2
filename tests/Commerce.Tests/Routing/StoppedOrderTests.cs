using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>A row that is cancelled while a vendor works on it: the vendor is asked to stop, and what it charged is known.</summary>
[Category("Database")]
public sealed class StoppedOrderTests : RoutingFixture, IDisposable
{
    private readonly Runway runway = new();
    private ServiceProvider services = null!;

    [OneTimeSetUp]
    public void ConnectRunway() => services = Build(collection =>
    {
        collection.Configure<RoutingOptions>(options => options.Vendors["runway"] = new VendorOptions { Key = "shared-key-of-runway" });
        collection.AddHttpClient(VendorClients.ClientName).ConfigurePrimaryHttpMessageHandler(() => runway);
    });

    [OneTimeTearDown]
    public ValueTask DisconnectRunwayAsync() => services.DisposeAsync();

    public void Dispose() => runway.Dispose();

    [Test]
    public async Task The_vendor_is_asked_to_stop_after_the_row_has_ended_and_its_charge_is_kept()
    {
        runway.OnStop = () => new HttpResponseMessage(HttpStatusCode.NoContent);
        var (store, row) = await CancelledAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.Route!.StoppedMicros), Is.EqualTo((GenerationState.Cancelled, (long?)10_000)), "one credit is one cent");
            Assert.That(runway.Stopped, Is.EqualTo(new[] { row.TaskId }));
            Assert.That(await HistoryAsync(store.Id), Has.Some.EqualTo("Runway was asked to stop it, and charged 0.01 US dollars."));
            Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ProviderDays.SumAsync(day => day.Micros)), Is.EqualTo(10_000), "the day counts what it cost, not what it would have");
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_vendor_that_cannot_be_asked_holds_nothing_up()
    {
        runway.OnStop = () => throw new HttpRequestException("gone");
        var (store, row) = await CancelledAsync();
        Assert.That((row.State, row.Route!.StoppedMicros), Is.EqualTo((GenerationState.Cancelled, (long?)null)));
        Assert.That(await HistoryAsync(store.Id), Has.Some.StartWith("Runway could not be asked to stop it"));
        Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
    }

    private async Task<(TestStore Store, Generation Row)> CancelledAsync()
    {
        runway.Stopped.Clear();
        var (store, backlog) = (await AddStoreAsync(), services.GetServices<IBacklog>().OfType<GenerationBacklog>().Single());
        var batch = await OrderAsync(store, "runway:gen4_image_turbo");
        await WorkAsync(backlog, store.Id);
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Waiting), string.Join(" / ", await HistoryAsync(store.Id)));
        await InStoreAsync(store.Id, scope => scope.GetRequiredService<BatchCancelling>().CancelAsync(batch, "test", CancellationToken.None));
        Clock.Advance(TimeSpan.FromSeconds(10));
        await WorkAsync(backlog, store.Id);
        return (store, await RowAsync(store.Id));
    }

    private static async Task WorkAsync(GenerationBacklog backlog, Guid storeId)
    {
        while (await backlog.AdvanceNextAsync(storeId, "worker", CancellationToken.None))
        {
        }
    }

    /// <summary>Answers as Runway does, whose tasks never end unless they are stopped.</summary>
    private sealed class Runway : HttpMessageHandler
    {
        public ConcurrentQueue<string> Stopped { get; } = new();

        public Func<HttpResponseMessage> OnStop { get; set; } = () => new HttpResponseMessage(HttpStatusCode.NoContent);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                return Task.FromResult(Json("""{"id":"task-1","estimatedCost":{"credits":2}}"""));
            }

            if (request.Method == HttpMethod.Delete)
            {
                Stopped.Enqueue(request.RequestUri!.Segments[^1]);
                return Task.FromResult(OnStop());
            }

            return Task.FromResult(Json(Stopped.IsEmpty ? """{"id":"task-1","status":"RUNNING","progress":0.2}""" : """{"id":"task-1","status":"CANCELLED","cost":{"credits":1}}"""));
        }

        private static HttpResponseMessage Json(string body) => new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
