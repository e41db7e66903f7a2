using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Commerce.Benchmarks.Frame;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;
using Commerce.Routing;

namespace Commerce.Benchmarks.Providers;

/// <summary>
/// What translation, ranking and client add to the calls themselves: upload of the picture, order and three questions at kie,
/// against the same calls with the same bytes by a bare HttpClient to the same server. Both write their orders, read every answer as JSON
/// and take from it what the next call needs; only ours chooses a model among all of kie's. Both take turns.
/// </summary>
internal sealed class OverheadBenchmark : Benchmark
{
    private const double Goal = 1.15;
    private const int Questions = 3;
    private const int PictureBytes = 300_000;

    public override string Bench => "providers";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (turns, rounds) = world.Quick ? (10, 20) : (60, 50);
        foreach (var (name, takes) in ((string, TimeSpan)[])[("at-once", TimeSpan.Zero), ("after-10-ms", TimeSpan.FromMilliseconds(10))])
        {
            using var vendors = await VendorHost.StartAsync(world, takes, ct);
            using var services = new VendorServices(vendors, world.Folder);
            using var bare = new HttpClient { BaseAddress = vendors.Of("kie") };
            var picture = new byte[PictureBytes];
            new Random(5).NextBytes(picture);
            var body = await OursAsync(services, picture, ct);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < turns; turn++)
            {
                ours.Add(await TimeAsync(() => OursAsync(services, picture, ct), takes > TimeSpan.Zero ? rounds / 10 : rounds));
                theirs.Add(await TimeAsync(() => BareAsync(bare, picture, body, ct), takes > TimeSpan.Zero ? rounds / 10 : rounds));
            }

            await world.KeepAsync($"overhead-{name}", new { ours, theirs }, ct);
            var (median, peer) = (Middle(ours), Middle(theirs));
            yield return new Figure(Bench, $"overhead-{name}", median, "ms", null, peer, median <= peer * Goal)
            {
                Note = $"upload, order and {Questions} questions by translation, ranking and client against a bare HttpClient, goal {Goal} ×; the server answers {name}; medians of {turns} turns",
            };
        }
    }

    private static async Task<string> OursAsync(VendorServices services, byte[] picture, CancellationToken ct)
    {
        var order = new GenerationOrder("order", "studio-shot", SourceFile.At(""), "A product", "Kiln", [], null, new BrandLook("Kiln", ["#aa5533"], ["calm"]), 2048, 2048, 7);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var able = ModelCatalogue.Shipped.Models.Where(model => model.Vendor == "kie").Select(model => OrderTranslation.Of(order, GenerationKind.Image, model, today)).OfType<WorkRequest>()
            .Select(request => new Candidate(request, false, ModelCost.Estimate(request), null, 0));
        var chosen = Router.Rank(able, RoutingGoal.Balanced)[0];
        var key = new VendorKey("bench");
        var request = (ImageRequest)OrderTranslation.With(chosen.Request, new MediaInput.Held(picture, "image/jpeg"), null);
        var job = await ((IImageClient)services.Clients.Of("kie", GenerationKind.Image, key)).SubmitAsync(request, ct);
        for (var question = 0; question < Questions; question++)
        {
            await services.Clients.Of("kie", GenerationKind.Image, key).PollAsync(job.Id, job.Model, ct);
        }

        return request.PromptText;
    }

    private static async Task BareAsync(HttpClient http, byte[] picture, string words, CancellationToken ct)
    {
        using var file = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var form = new MultipartFormDataContent { { file, "file", "input.jpg" }, { new StringContent("inputs"), "uploadPath" }, { new StringContent("input.jpg"), "fileName" } };
        var address = (await ReadAsync(http, HttpMethod.Post, "api/file-stream-upload", form, ct)).GetProperty("downloadUrl").GetString();
        using var order = new StringContent(
            JsonSerializer.Serialize(new { model = "google/nano-banana-edit", input = new { prompt = words, image_urls = new[] { address } } }), Encoding.UTF8, "application/json");
        var task = (await ReadAsync(http, HttpMethod.Post, "api/v1/jobs/createTask", order, ct)).GetProperty("taskId").GetString();
        for (var question = 0; question < Questions; question++)
        {
            (await ReadAsync(http, HttpMethod.Get, $"api/v1/jobs/recordInfo?taskId={task}", null, ct)).GetProperty("state").GetString();
        }
    }

    /// <returns>What the answer holds beside its code.</returns>
    private static async Task<JsonElement> ReadAsync(HttpClient http, HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "bench") } };
        using var answer = await http.SendAsync(request, ct);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(ct)).GetProperty("data");
    }

    /// <returns>Milliseconds of one.</returns>
    private static async Task<double> TimeAsync(Func<Task> work, int rounds)
    {
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            await work();
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / rounds;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
