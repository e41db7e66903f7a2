using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Commerce.Tests.Infrastructure;

namespace Commerce.Tests.Routing;

/// <summary>Answers as kie and Google do, in this process, and keeps what was ordered.</summary>
internal sealed class KieStandIn : HttpMessageHandler
{
    private int tasks;

    /// <summary>Orders that arrived, by vendor, with the key they came with and the address to call back.</summary>
    public ConcurrentQueue<(string Vendor, string Key, string Task, string? Callback)> Orders { get; } = new();

    /// <summary>What an order meets before it is taken; returns an answer to refuse it.</summary>
    public Func<string, HttpResponseMessage?> OnOrder { get; set; } = _ => null;

    /// <summary>What happens after an order was taken and before its answer goes out.</summary>
    public Action<string> OnTaken { get; set; } = _ => { };

    /// <summary>What whoever fetches a result meets; null hands it out.</summary>
    public Func<HttpResponseMessage?> OnOutput { get; set; } = () => null;

    /// <summary>What whoever brings a picture meets; null takes it.</summary>
    public Func<HttpResponseMessage?> OnUpload { get; set; } = () => null;

    /// <summary>The state kie tells of a task.</summary>
    public Func<string, string> OnState { get; set; } = _ => "success";

    /// <summary>Where kie says that a task's result lies.</summary>
    public Func<string, string> OnAddress { get; set; } = task => $"http://outputs.example/outputs/{task}";

    /// <summary>Google's list of its models.</summary>
    public Func<HttpResponseMessage> OnList { get; set; } = () => Listing("gemini-3.1-flash-image", "gemini-3-pro-image");

    public void Reset()
    {
        Orders.Clear();
        (OnAddress, OnList) = (task => $"http://outputs.example/outputs/{task}", () => Listing("gemini-3.1-flash-image", "gemini-3-pro-image"));
        (OnOrder, OnTaken, OnState, OnOutput, OnUpload) = (_ => null, _ => { }, _ => "success", () => null, () => null);
    }

    public static HttpResponseMessage Kie(int code, string message) => Json(new JsonObject { ["code"] = code, ["msg"] = message }, code == 200 ? HttpStatusCode.OK : (HttpStatusCode)code);

    public static HttpResponseMessage Listing(params string[] models) => Json(new JsonObject { ["models"] = new JsonArray([.. models.Select(model => new JsonObject { ["name"] = $"models/{model}" })]) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (path, key) = (request.RequestUri!.AbsolutePath, request.Headers.Authorization?.Parameter ?? (request.Headers.TryGetValues("x-goog-api-key", out var keys) ? keys.First() : ""));
        if (path == "/api/file-stream-upload")
        {
            return OnUpload() ?? Json(new JsonObject { ["code"] = 200, ["data"] = new JsonObject { ["downloadUrl"] = "https://files.example/input.jpg" } });
        }

        if (path == "/api/v1/jobs/recordInfo")
        {
            return State(request.RequestUri.Query.Split('=')[1]);
        }

        if (path.StartsWith("/outputs/", StringComparison.Ordinal))
        {
            return OnOutput() ?? new HttpResponseMessage { Content = new ByteArrayContent(TestPicture.Png(96, 96)) };
        }

        if (path == "/v1beta/models")
        {
            return OnList();
        }

        var vendor = path == "/api/v1/jobs/createTask" ? "kie" : "google";
        if (OnOrder(vendor) is { } refused)
        {
            return refused;
        }

        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var task = $"task-{Interlocked.Increment(ref tasks)}";
        Orders.Enqueue((vendor, key, task, body["callBackUrl"]?.GetValue<string>()));
        OnTaken(vendor);
        return vendor == "kie" ? Json(new JsonObject { ["code"] = 200, ["data"] = new JsonObject { ["taskId"] = task } }) : Picture();
    }

    private HttpResponseMessage State(string task)
    {
        var state = OnState(task);
        var data = new JsonObject { ["taskId"] = task, ["state"] = state };
        if (state == "success")
        {
            data["resultJson"] = new JsonObject { ["resultUrls"] = new JsonArray(OnAddress(task)) }.ToJsonString();
        }

        return Json(new JsonObject { ["code"] = 200, ["data"] = data });
    }

    private static HttpResponseMessage Picture() => Json(new JsonObject
    {
        ["candidates"] = new JsonArray(new JsonObject
        {
            ["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["inlineData"] = new JsonObject { ["mimeType"] = "image/png", ["data"] = Convert.ToBase64String(TestPicture.Png(80, 80)) } }) },
            ["finishReason"] = "STOP",
        }),
    });

    private static HttpResponseMessage Json(JsonNode body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
