using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Benchmarks.Providers;

/// <summary>
/// Vendors in a process of their own whose tasks never end: each answers in its own words, after as long as a vendor takes,
/// and every task notes when it was asked about. Files of any size come from memory.
/// </summary>
internal sealed class PlayedVendors(TimeSpan takes)
{
    /// <summary>The first word of the command line that starts it.</summary>
    public const string Name = "played-vendors";

    private static readonly byte[] Megabyte = new byte[1024 * 1024];

    private readonly ConcurrentDictionary<(string Vendor, string Task), Asked> tasks = new();

    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var milliseconds = new Option<int>("--milliseconds") { Description = "How long an answer takes" };
        var command = new Command(Name, "The vendors of the providers' benchmark") { port, milliseconds };
        command.Hidden = true;
        command.SetAction((parsed, ct) => new PlayedVendors(TimeSpan.FromMilliseconds(parsed.GetValue(milliseconds))).RunAsync(parsed.GetValue(port), ct));
        return command;
    }

    private async Task<int> RunAsync(int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapGet("/notes", () => Results.Ok(Notes()));
        app.MapPost("/notes/begin", tasks.Clear);
        app.MapGet("/files/{megabytes:int}", SendAsync);
        app.MapPost("/kie/api/file-stream-upload", UploadAsync);
        app.MapPost("/kie/api/v1/jobs/createTask", OrderAsync);
        app.MapGet("/{vendor}/{**place}", AnswerAsync);
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private async Task<IResult> AnswerAsync(string vendor, string place, HttpRequest request)
    {
        var task = TaskOf(vendor, place, request.Query);
        tasks.GetOrAdd((vendor, task), _ => new Asked()).Note(Stopwatch.GetTimestamp());
        await WaitAsync();
        return Results.Text(Running(vendor, task), "application/json");
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        await WaitAsync();
        return Results.Text("""{"success":true,"code":200,"data":{"downloadUrl":"http://127.0.0.1/input.jpg"}}""", "application/json");
    }

    private async Task<IResult> OrderAsync(HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        await WaitAsync();
        return Results.Text("""{"code":200,"msg":"success","data":{"taskId":"task"}}""", "application/json");
    }

    private Task WaitAsync() => takes > TimeSpan.Zero ? Task.Delay(takes, TimeProvider.System) : Task.CompletedTask;

    private static async Task SendAsync(int megabytes, HttpResponse response)
    {
        response.ContentLength = megabytes * (long)Megabyte.Length;
        for (var sent = 0; sent < megabytes; sent++)
        {
            await response.Body.WriteAsync(Megabyte);
        }
    }

    private List<VendorNotes> Notes() => [.. tasks.GroupBy(task => task.Key.Vendor).Select(vendor =>
    {
        var gaps = vendor.SelectMany(task => task.Value.Gaps()).Order().ToList();
        return new VendorNotes(vendor.Key, vendor.Count(), vendor.Sum(task => task.Value.Times), gaps.FirstOrDefault(), gaps.ElementAtOrDefault(gaps.Count / 2), gaps.LastOrDefault());
    })];

    private static string TaskOf(string vendor, string place, IQueryCollection query) => vendor switch
    {
        "kie" => query["taskId"].ToString(),
        "kling" => query["task_ids"].ToString(),
        "fal" => place.Split('/')[^2],
        _ => place.Split('/')[^1],
    };

    private static string Running(string vendor, string task) => vendor switch
    {
        "kie" => $$$"""{"code":200,"msg":"success","data":{"taskId":"{{{task}}}","state":"generating"}}""",
        "kling" => $$$"""{"code":0,"message":"SUCCEED","data":[{"id":"{{{task}}}","status":"processing"}]}""",
        "google" => $$"""{"id":"{{task}}","status":"in_progress"}""",
        "fal" => $$"""{"request_id":"{{task}}","status":"IN_PROGRESS"}""",
        "replicate" => $$"""{"id":"{{task}}","status":"processing"}""",
        "runway" => $$"""{"id":"{{task}}","status":"RUNNING","progress":0.4}""",
        _ => $$"""{"id":"{{task}}","status":"in_progress"}""",
    };

    /// <summary>When one task was asked about.</summary>
    private sealed class Asked
    {
        private readonly List<long> at = [];

        public int Times
        {
            get
            {
                lock (at)
                {
                    return at.Count;
                }
            }
        }

        public void Note(long now)
        {
            lock (at)
            {
                at.Add(now);
            }
        }

        /// <summary>Seconds between one question and the next.</summary>
        public IReadOnlyList<double> Gaps()
        {
            lock (at)
            {
                return [.. at.Zip(at.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalSeconds)];
            }
        }
    }
}

/// <summary>How a vendor was asked.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Tasks">Tasks that were asked about.</param>
/// <param name="Questions">Questions in all.</param>
/// <param name="Shortest">Seconds between two questions about one task, at least.</param>
/// <param name="Middle">The median of them.</param>
/// <param name="Longest">At most.</param>
internal sealed record VendorNotes(string Vendor, int Tasks, int Questions, double Shortest, double Middle, double Longest);
