using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Kie;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Kie;

/// <summary>Every model page of kie.ai against the catalogue, over the wire.</summary>
[Category("Contract")]
public sealed class KieModelTests
{
    private const string Create = "/api/v1/jobs/createTask";
    private const string Voice = "EkK5I93UQWFDigLMpZcX";

    [Test]
    public async Task Every_page_takes_the_least_and_the_most_that_the_catalogue_knows_of_its_model()
    {
        var pages = Pages().ToList();
        Assert.That(pages, Has.Count.EqualTo(110));
        var problems = new List<string>();
        foreach (var (model, page) in pages)
        {
            var entry = ModelCatalogue.Shipped.Get("kie", model);
            await using var host = await VendorHost.StartAsync(new Spec(page));
            foreach (var task in entry.Tasks.Where(task => Fits(task, page)))
            {
                foreach (var order in new[] { Orders.Least(entry, task, Voice), Orders.Most(entry, task, Voice) })
                {
                    host.Then(Taken());
                    var refused = await RefusalAsync(() => SubmitAsync(host, order));
                    problems.AddRange(host.TakeProblems().DefaultIfEmpty(refused).OfType<string>().Select(problem => $"{model} {task}: {problem}"));
                }
            }
        }
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Every_required_input_of_every_page_comes_from_an_order_or_has_a_default()
    {
        foreach (var (model, page) in Pages())
        {
            var entry = ModelCatalogue.Shipped.Get("kie", model);
            var known = entry.Inputs.Keys.Concat(entry.Defaults?.Select(value => value.Key) ?? []);
            Assert.That(Required(page), Is.SubsetOf(known), model);
        }
    }

    [Test]
    public void The_host_refuses_every_page_without_one_of_its_required_inputs_and_compiles_all_of_them()
    {
        foreach (var (model, page) in Pages())
        {
            var spec = new Spec(page);
            Assert.That(spec.Find("POST", Create)!.Uncompiled("application/json"), Is.Empty, model);
            foreach (var input in Required(page))
            {
                var request = new Received("POST", Create, new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", Without(page, model, input), []);
                Assert.That(spec.Find("POST", Create)!.Problems(request), Has.Some.EqualTo($"body.input.{input} is missing"), model);
            }
        }
    }

    private static async Task<string?> RefusalAsync(Func<Task> submit)
    {
        try
        {
            await submit();
            return null;
        }
        catch (VendorException error)
        {
            return error.Message;
        }
    }

    private static async Task SubmitAsync(VendorHost host, WorkRequest request)
    {
        using var http = host.Client();
        var client = new KieClient(http, http, new VendorKey("secret-of-tests-1"), TestTime.Now);
        await (request switch
        {
            ImageRequest image => client.SubmitAsync(image, CancellationToken.None),
            VideoRequest video => client.SubmitAsync(video, CancellationToken.None),
            SpeechRequest speech => client.SubmitAsync(speech, CancellationToken.None),
            _ => throw new AssertionException("There are three kinds of orders."),
        });
    }

    // Two pages name the same model; the one that knows words only is the wrong one, for the other requires a picture.
    private static bool Fits(WorkTask task, JsonObject page) => task != WorkTask.ImageToImage || Input(page)["properties"]!.AsObject().Any(field => field.Key.Contains("image", StringComparison.Ordinal) || field.Key == "input_urls");

    private static Scripted Taken() => Scripted.Json("""{"code":200,"msg":"success","data":{"taskId":"task-1"}}""");

    private static JsonObject Without(JsonObject page, string model, string input)
    {
        var body = new JsonObject { ["model"] = model, ["input"] = new JsonObject() };
        foreach (var name in Required(page).Where(name => name != input)) body["input"]![name] = "x";
        return body;
    }

    private static IEnumerable<string> Required(JsonObject page) => (Input(page)["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

    private static JsonObject Input(JsonObject page) => page["paths"]![Create]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["input"]!.AsObject();

    private static IEnumerable<(string Model, JsonObject Page)> Pages() =>
        from entry in Places.Vendor("kie/index.json")["entries"]!.AsArray()
        where entry!["path"]!.GetValue<string>() == Create
        // One page names its model in words only.
        let model = entry["models"]!.AsArray().FirstOrDefault()?.GetValue<string>() ?? "grok-imagine/text-to-video"
        select (model, Places.Vendor($"kie/{entry["normalized"]!.GetValue<string>()}"));
}
