using System.Net;
using Commerce.Batches;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Vendors;
using Commerce.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>A result that is paid for and does not lie where the vendor said: looked for again, never bought again by itself.</summary>
[Category("Database")]
public sealed class ExpiredOutputTests : RoutingFixture
{
    private const string Model = "kie:google/nano-banana-edit";

    [Test]
    public async Task A_vendor_that_gives_out_a_fresh_address_is_asked_for_it()
    {
        var (store, given) = (await AddStoreAsync(), 0);
        Vendors.OnAddress = task => $"http://outputs.example/outputs/{task}?given={++given}";
        Vendors.OnOutput = () => given < 2 ? new HttpResponseMessage(HttpStatusCode.Forbidden) : null;
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count, given), Is.EqualTo((GenerationState.Done, 1, 2)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task A_result_that_lies_there_late_is_waited_for()
    {
        var (store, missing) = (await AddStoreAsync(), 3);
        Vendors.OnOutput = () => missing-- > 0 ? new HttpResponseMessage(HttpStatusCode.NotFound) : null;
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task What_is_gone_for_good_ends_the_row_in_words_and_is_bought_once()
    {
        var store = await AddStoreAsync(credits: 4);
        Vendors.OnOutput = () => new HttpResponseMessage(HttpStatusCode.Gone);
        await OrderAsync(store, Model);
        await DrainRoutedAsync(store.Id);
        var row = await RowAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.ErrorCode, row.Attempt), Is.EqualTo((GenerationState.Failed, (string?)"output-expired", 1)), string.Join(" / ", await HistoryAsync(store.Id)));
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(4));
        });
    }

    [Test]
    public async Task What_this_machine_cannot_finish_is_waited_with_and_bought_once()
    {
        var store = await AddStoreAsync(credits: 100);
        var settings = Routed.GetRequiredService<IConfiguration>();
        settings["Media:Ffmpeg"] = "/nowhere/ffmpeg";
        await InStoreAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(
            new BatchRequest("Test", store.Products, new RecipeContent([new RecipeStyle("scene-integration", 1080, 1920, 1)], "", false, null) { VideoModel = "kie:kling-2.6/image-to-video" }, "click", "test"), CancellationToken.None));
        await DrainRoutedAsync(store.Id);
        settings["Media:Ffmpeg"] = null;
        Assert.Multiple(async () =>
        {
            Assert.That((await HistoryAsync(store.Id)).Count(line => line.Contains("this machine could not finish it")), Is.Not.Zero);
            Assert.That(Vendors.Orders, Has.Count.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(100));
        });
    }

    [TestCase("http://127.0.0.1:1/result.jpg")]
    [TestCase("http://169.254.169.254/latest/meta-data")]
    [TestCase("http://[::1]:1/result.jpg")]
    [TestCase("http://[::ffff:10.0.0.1]/result.jpg")]
    public async Task An_address_inside_a_private_network_is_not_fetched_now_or_later(string address)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7(Clock.GetUtcNow())}");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => Services.GetRequiredService<OutputIntake>().SaveAsync(new JobOutput.Hosted(new Uri(address)), vendor: null, path, CancellationToken.None));
        Assert.That((failure!.Retryable, File.Exists(path)), Is.EqualTo((false, false)));
        Assert.That(failure.Message, Does.Contain("private network"));
    }
}
