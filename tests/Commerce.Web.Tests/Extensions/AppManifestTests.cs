using System.Diagnostics;
using System.Text.Json;
using Commerce.Flow;
using Commerce.Shopify;
using Commerce.Signals;
using Commerce.Stores;
using Commerce.Styles;
using Commerce.Web.Extensions;
using Commerce.Webhooks;
using Commerce.Workbench;

namespace Commerce.Web.Tests.Extensions;

/// <summary>What Shopify is told of the app in its TOML files, held equal to what the code does.</summary>
public sealed class AppManifestTests
{
    private readonly Dictionary<string, JsonElement> files = [];

    private JsonElement App => files["shopify.app.toml"];

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var root = Checkout.Find().Root;
        string[] paths = [Path.Combine(root, "shopify.app.toml"), .. Directory.GetFiles(Path.Combine(root, "extensions"), "shopify.extension.toml", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })];
        var script = Path.Combine(root, "tests", "Commerce.Web.Tests", "Extensions", "toml.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. paths]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await errors);
        using var json = JsonDocument.Parse(output);
        foreach (var (path, content) in paths.Zip(json.RootElement.EnumerateArray()))
        {
            files[Path.GetRelativePath(root, path).Replace('\\', '/')] = content.Clone();
        }
    }

    [Test]
    public void Item24_The_scopes_asked_for_are_the_scopes_of_the_code() =>
        Assert.That(Text(App, "access_scopes", "scopes").Split(','), Is.EqualTo(AppScopes.All));

    [Test]
    public void The_topics_subscribed_to_are_the_topics_of_the_code_each_once_and_to_our_address()
    {
        var subscriptions = App.GetProperty("webhooks").GetProperty("subscriptions").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(subscriptions.SelectMany(one => List(one, "topics")), Is.EqualTo(WebhookSubscriptions.Chosen));
            Assert.That(subscriptions.SelectMany(one => List(one, "compliance_topics")), Is.EqualTo(WebhookSubscriptions.Compliance));
            Assert.That(subscriptions.Select(one => Text(one, "uri")), Has.All.EqualTo(WebhookSubscriptions.Address));
            Assert.That(WebhookSubscriptions.Chosen.Concat(WebhookSubscriptions.Compliance), Is.Unique);
        });
    }

    [Test]
    public void The_app_is_embedded_speaks_our_version_and_opens_no_second_door() => Assert.Multiple(() =>
    {
        Assert.That(App.GetProperty("embedded").GetBoolean(), Is.True);
        Assert.That(Text(App, "webhooks", "api_version"), Is.EqualTo(new ShopifyOptions().ApiVersion));
        Assert.That(App.GetProperty("access_scopes").GetProperty("use_legacy_install_flow").GetBoolean(), Is.False);
        Assert.That(App.GetProperty("access").GetProperty("admin").GetProperty("embedded_app_direct_api_access").GetBoolean(), Is.False);
        Assert.That(App.TryGetProperty("app_proxy", out _), Is.False, "nothing answers a proxy");
        Assert.That(Text(App, "client_id"), Is.Empty, "the id of an installation is not kept in the code");
    });

    [Test]
    public void Every_address_is_on_the_apps_own_origin()
    {
        var origin = Text(App, "application_url");
        var action = Single("extensions/generate-media-flow");
        Assert.Multiple(() =>
        {
            Assert.That(new Uri(origin).GetLeftPart(UriPartial.Authority), Is.EqualTo(origin));
            Assert.That(App.GetProperty("auth").GetProperty("redirect_urls").EnumerateArray().Select(url => url.GetString()), Has.All.EqualTo(origin + "/"));
            Assert.That(Text(action, "runtime_url"), Is.EqualTo(origin + ExtensionAddresses.Flow));
        });
    }

    [Test]
    public void Links_stand_on_the_product_the_list_and_the_selection_and_open_our_page()
    {
        var targets = Extensions("extensions/generate-media-link").SelectMany(one => one.GetProperty("targeting").EnumerateArray()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(targets.Select(target => Text(target, "target")), Is.EquivalentTo(new[]
            {
                "admin.product-details.action.link", "admin.product-index.action.link", "admin.product-index.selection-action.link",
            }));
            Assert.That(targets.Select(target => Text(target, "url")), Has.All.EqualTo("app:/" + ExtensionAddresses.NewBatch));
        });
    }

    [Test]
    public void Flow_knows_the_action_by_our_names_and_every_style()
    {
        var action = Single("extensions/generate-media-flow");
        var fields = Fields("extensions/generate-media-flow");
        Assert.Multiple(() =>
        {
            Assert.That(Text(action, "handle"), Is.EqualTo(FlowNames.GenerateMedia));
            Assert.That(fields.Where(field => field.TryGetProperty("key", out _)).Select(field => Text(field, "key")), Is.EqualTo(FlowNames.ActionFields));
            Assert.That(fields.Where(field => !field.TryGetProperty("key", out _)).Select(field => Text(field, "type")), Is.EqualTo(new[] { FlowNames.Product.Replace("_id", "_reference", StringComparison.Ordinal) }));
            Assert.That(StyleCatalogue.All.Select(style => style.Key).Where(key => !fields.Any(field => field.TryGetProperty("description", out var words) && words.GetString()?.Contains(key, StringComparison.Ordinal) == true)), Is.Empty);
        });
    }

    [TestCase("extensions/media-ready-trigger", FlowNames.MediaReady)]
    [TestCase("extensions/batch-failed-trigger", FlowNames.BatchFailed)]
    public void Flow_knows_the_triggers_by_our_names(string folder, string handle) => Assert.Multiple(() =>
    {
        Assert.That(Text(Single(folder), "handle"), Is.EqualTo(handle));
        Assert.That(Fields(folder).Select(field => Text(field, "key")), Is.EqualTo(FlowNames.TriggerFields));
    });

    [Test]
    public void The_metafields_declared_are_the_ones_publishing_sets()
    {
        var declared = App.GetProperty("product").GetProperty("metafields").GetProperty("app");
        Assert.Multiple(() =>
        {
            Assert.That(declared.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { Disclosure.MediaKey, Disclosure.VideoKey }));
            Assert.That(Text(declared, Disclosure.MediaKey, "type"), Is.EqualTo(Disclosure.MediaType));
            Assert.That(Text(declared, Disclosure.VideoKey, "type"), Is.EqualTo(Disclosure.VideoType));
        });
    }

    [Test]
    public void Handles_are_short_enough_and_unlike_each_other()
    {
        var handles = files.Where(file => file.Key != "shopify.app.toml")
            .SelectMany(file => file.Value.TryGetProperty("extensions", out var list) ? list.EnumerateArray().ToList() : [file.Value])
            .Select(extension => Text(extension, "handle")).ToList();
        Assert.That(handles, Is.Unique.And.Count.EqualTo(10).And.All.Matches<string>(handle => handle is { Length: > 0 and <= 30 }));
    }

    private List<JsonElement> Extensions(string folder) => [.. files[folder + "/shopify.extension.toml"].GetProperty("extensions").EnumerateArray()];

    private JsonElement Single(string folder) => Extensions(folder).Single();

    private List<JsonElement> Fields(string folder) => [.. files[folder + "/shopify.extension.toml"].GetProperty("settings").GetProperty("fields").EnumerateArray()];

    private static IEnumerable<string> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(value => value.GetString()!) : [];

    private static string Text(JsonElement json, params string[] path) => path.Aggregate(json, (part, name) => part.GetProperty(name)).GetString()!;
}
