using System.CommandLine;
using System.Text.Json;
using Commerce.Library.Storage;
using Commerce.Routing;
using Commerce.Styles;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio demo</c>: the main job on a catalogue, without a browser, on a database that is thrown away.</summary>
internal static class DemoCommand
{
    // What a shell reports for a program that Ctrl-C ended.
    private const int Interrupted = 130;
    private const int MostNotes = 20;

    public static Command Create()
    {
        var catalogue = new Option<string>("--catalogue") { Description = "Folder with products.csv and its pictures", Required = true };
        var images = new Option<int>("--images-per-product") { Description = "Pictures of each product", DefaultValueFactory = _ => 1 };
        var videos = new Option<int>("--videos") { Description = "Videos in all", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Print one last line of JSON" };
        var workers = new Option<int>("--workers") { Description = "Worker processes", DefaultValueFactory = _ => 1 };
        var provider = new Option<string>("--provider") { Description = $"Who makes what it can, played by the sandbox: {Names}", DefaultValueFactory = _ => LocalModel.Name };
        foreach (var number in (Option<int>[])[images, videos])
        {
            number.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 0 or > 1000)
                {
                    result.AddError($"{number.Name} is between 0 and 1000.");
                }
            });
        }

        workers.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 1 or > 8)
            {
                result.AddError("--workers is between 1 and 8.");
            }
        });
        var command = new Command("demo", "Run the main job on a catalogue and report") { catalogue, images, videos, json, workers, provider };
        command.SetAction((parsed, ct) => RunAsync(
            Checkout.Find(),
            new DemoOptions(
                parsed.GetValue(catalogue)!, parsed.GetValue(images), parsed.GetValue(videos), parsed.GetValue(json),
                parsed.GetValue(workers)) { Provider = parsed.GetValue(provider)! },
            ct));
        return command;
    }

    private static string Names => string.Join(", ", Vendor.All.Select(vendor => vendor.Key).Append(LocalModel.Name));

    private static async Task<int> RunAsync(Checkout checkout, DemoOptions options, CancellationToken ct)
    {
        if (options.Vendor is { } vendor && Vendor.Find(vendor) is null)
        {
            throw new ProblemException($"There is no provider '{vendor}'. There are: {Names}.");
        }

        if (options is { ImagesPerProduct: 0, Videos: 0 })
        {
            throw new ProblemException("Nothing was asked for: --images-per-product and --videos are both 0.");
        }

        try
        {
            await using var world = await DemoWorld.StartAsync(checkout, options, TimeProvider.System, ct);
            try
            {
                return await RunAsync(checkout, options, world, ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                throw new ProblemException($"The demo stopped before its end. {fault.Message} The logs are in {world.KeepLogs(checkout)}.");
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing of this demo is left.");
            return Interrupted;
        }
        catch (Exception fault) when (fault is not ProblemException)
        {
            throw new ProblemException($"The demo could not start. {fault.Message}");
        }
    }

    private static async Task<int> RunAsync(Checkout checkout, DemoOptions options, DemoWorld world, CancellationToken ct)
    {
        var lines = new List<string>(world.Notes);
        // With --json the line of JSON is all there is on standard output; what happens meanwhile is still worth reading.
        var output = options.Json ? Console.Error : Console.Out;
        foreach (var note in CatalogueLoader.Shortened(world.Notes, MostNotes))
        {
            await output.WriteLineAsync(note);
        }

        void Say(string line)
        {
            lines.Add(line);
            output.WriteLine(line);
        }

        await using var services = DemoServices.Build(world, options);
        var run = new DemoRun(world, options, services, TimeProvider.System, Say);
        var result = await run.RunAsync(ct);
        var folder = await DemoReport.WriteAsync(checkout, options, result, run.Delivered, lines, services.GetRequiredService<IObjectStore>(), ct);
        Say($"Report and contact sheet: {folder}");
        if (!result.Succeeded)
        {
            Say($"The demo did not go through; see the lines above. The logs are in {world.KeepLogs(checkout)}.");
        }

        Console.WriteLine(options.Json ? JsonSerializer.Serialize(result, JsonSerializerOptions.Web) : $"The demo took {result.Seconds} seconds.");
        return result.Succeeded ? 0 : 1;
    }
}
