using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Sandbox;

/// <summary>Bulk operations of the stand-in Shopify, over real HTTP on this machine.</summary>
[Category("Contract")]
public sealed class BulkOperationsTests
{
    private const string Domain = "bulk.myshopify.com";

    private SandboxProcess sandbox = null!;
    private ServiceProvider services = null!;
    private ShopAccess access = null!;

    private Shopify.BulkOperations.BulkOperations Operations => services.GetRequiredService<Shopify.BulkOperations.BulkOperations>();

    [OneTimeSetUp]
    public async Task Start()
    {
        sandbox = await SandboxProcess.StartAsync();
        var products = Enumerable.Range(1, 12).Select(n => new { handle = "p" + n, title = "Product " + n, productType = n % 2 == 0 ? "Tool" : "Pot", tags = new[] { "a" } });
        await sandbox.ControlAsync("/control/shops", new { domain = Domain, name = "Bulk", products });
        services = Studio.With(settings: new() { ["Shopify:ShopBaseAddress"] = sandbox.Url + "/shops/{shop}" });
        var token = TokenForge.Claims();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        (token["nbf"], token["iat"], token["exp"]) = (now, now, now + 60);
        (token["iss"], token["dest"]) = ($"https://{Domain}/admin", $"https://{Domain}");
        var granted = await services.GetRequiredService<TokenClient>().ExchangeAsync(ShopDomain.Parse(Domain), TokenForge.Sign(token.ToJsonString()), AccessMode.Offline, default);
        access = new ShopAccess(ShopDomain.Parse(Domain), granted.Value);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        services?.Dispose();
        sandbox?.Dispose();
    }

    [Test]
    public async Task An_export_is_found_by_its_mark_and_read_to_the_end()
    {
        var started = await Operations.StartCatalogueAsync(access, "a1", default);
        await Operations.StartCatalogueAsync(access, "b2", default);
        Assert.That((await Operations.FindAsync(access, "a1", default))!.Id, Is.EqualTo(started.Id));
        Assert.That(await Operations.FindAsync(access, "c3", default), Is.Null);
        var done = await EndedAsync(started.Id);
        var lines = new List<BulkLine?>();
        await foreach (var line in services.GetRequiredService<BulkResults>().LinesAsync(done, 0, default)) lines.Add(BulkLine.Parse(line.Content.Span));
        Assert.Multiple(() =>
        {
            Assert.That(done.Status, Is.EqualTo(BulkStatus.Completed));
            Assert.That(lines, Has.Count.EqualTo(done.ObjectCount).And.None.Null);
            Assert.That(lines.OfType<BulkProduct>().Count(), Is.EqualTo(12).And.EqualTo(done.RootObjectCount));
            Assert.That(lines.OfType<BulkCollection>().Select(line => line.Collection.Title).Distinct(), Is.EquivalentTo(new[] { "Pot", "Tool" }));
        });
    }

    [Test]
    public async Task A_failed_export_offers_its_part()
    {
        await sandbox.ControlAsync("/control/faults", new { kind = "bulk-failed", shop = Domain });
        var failed = await EndedAsync((await Operations.StartCatalogueAsync(access, "f1", default)).Id);
        Assert.That((failed.Status, failed.ErrorCode, failed.Url), Is.EqualTo((BulkStatus.Failed, "INTERNAL_SERVER_ERROR", (string?)null)));
        Assert.That(failed.PartialUrl, Is.Not.Null);
    }

    [Test]
    public async Task An_export_can_be_cancelled_and_an_unknown_one_is_nothing()
    {
        var started = await Operations.StartCatalogueAsync(access, "x1", default);
        await Operations.CancelAsync(access, started.Id, default);
        Assert.That((await EndedAsync(started.Id)).Status, Is.EqualTo(BulkStatus.Canceled));
        Assert.That(await Operations.ReadAsync(access, "gid://shopify/BulkOperation/1", default), Is.Null);
    }

    private async Task<BulkOperation> EndedAsync(string id)
    {
        while (true)
        {
            var operation = (await Operations.ReadAsync(access, id, default))!;
            if (!operation.Going) return operation;
            await Task.Delay(20);
        }
    }
}
