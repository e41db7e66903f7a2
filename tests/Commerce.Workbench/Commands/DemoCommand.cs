using System.CommandLine;
using System.Text.Json;
using Commerce.Library.Storage;
using Commerce.Workbench.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio demo</c>: the main job on a catalogue, without a browser, on a database that is thrown away.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var catalogue = new Option<string>("--catalogue") { Description = "Folder with products.csv and its pictures", Required = true };
        var images = new Option<int>("--images-per-product") { Description = "Pictures of each product", DefaultValueFactory = _ => 1 };
        var videos = new Option<int>("--videos") { Description = "Videos in all", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Print one last line of JSON" };
        var fetch = new Option<bool>("--fetch-pictures") { Description = "Fetch catalogue pictures that are on other machines" };
        var workers = new Option<int>("--workers") { Description = "Worker processes", DefaultValueFactory = _ => 1 };
        foreach (var number in (Option<int>[])[images, videos, workers])
        {
            number.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 0 or > 1000)
                {
                    result.AddError($"{number.Name} is between 0 and 1000.");
                }
            });
        }

        var command = new Command("demo", "Run the main job on a catalogue and report") { catalogue, images, videos, json, fetch, workers };
        command.SetAction((parsed, ct) => RunAsync(
            Checkout.Find(),
            new DemoOptions(
                parsed.GetValue(catalogue)!, parsed.GetValue(images), parsed.GetValue(videos), parsed.GetValue(json), parsed.GetValue(fetch),
                Math.Max(1, parsed.GetValue(workers))),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(Checkout checkout, DemoOptions options, CancellationToken ct)
    {
        var lines = new List<string>();
        void Say(string line)
        {
            lines.Add(line);
            // With --json the line of JSON is the last on standard output; what happens meanwhile is still worth reading.
            (options.Json ? Console.Error : Console.Out).WriteLine(line);
        }

        await using var world = await DemoWorld.StartAsync(checkout, options, TimeProvider.System, ct);
        foreach (var note in world.Notes)
        {
            Say(note);
        }

        await using var services = DemoServices.Build(world);
        var run = new DemoRun(world, options, services, TimeProvider.System, Say);
        var result = await run.RunAsync(ct);
        var folder = await DemoReport.WriteAsync(checkout, options, result, run.Delivered, lines, services.GetRequiredService<IObjectStore>(), ct);
        Say($"Report and contact sheet: {folder}");
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        }
        else
        {
            Console.WriteLine(result.Succeeded ? $"The demo went through in {result.Seconds} seconds." : "The demo did not go through; see the lines above.");
        }

        return result.Succeeded ? 0 : 1;
    }
}
