using System.Text.Json.Nodes;
using Commerce.Flow;
using Commerce.Jobs;
using Commerce.Signals;
using Commerce.Tests.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Signals;

/// <summary>The publishing fixture with what tells the shop of changes.</summary>
public abstract class SignalFixture : PublishingFixture
{
    protected SignalBacklog Signals => Services.GetServices<IBacklog>().OfType<SignalBacklog>().Single();

    protected override void Extend(IServiceCollection collection)
    {
        base.Extend(collection);
        collection.AddFlow().AddSignals();
    }

    /// <summary>Looks for changes and sends what is due, until nothing is due any more; time passes only while everything waits.</summary>
    protected async Task TellAsync()
    {
        for (var round = 0; round < 100; round++)
        {
            if (await Signals.SettleAsync(StoreId, CancellationToken.None) is not { } due)
            {
                return;
            }

            Clock.MoveTo(due);
            while (await Signals.AdvanceNextAsync(StoreId, "teller", CancellationToken.None))
            {
            }
        }

        Assert.Fail("The signals did not end.");
    }

    protected Task<Signal?> SignalOfAsync(Guid subjectId) =>
        ReadAsync(context => context.Signals.AsNoTracking().SingleOrDefaultAsync(signal => signal.SubjectId == subjectId));

    protected async Task<JsonObject> ShopFlowAsync() => JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/flow"))!.AsObject();

    protected Task InstallFlowAsync(params string[] triggers) => Sandbox.PostAsync($"control/shops/{Domain}/flow", new { triggers });

    /// <summary>The product's metafields as the shop keeps them.</summary>
    protected async Task<Dictionary<string, string>> MetafieldsAsync(TestProduct product) =>
        JsonNode.Parse(await Sandbox.Control.GetStringAsync($"control/shops/{Domain}/products/{product.Handle}"))!["metafields"]!.AsArray()
            .ToDictionary(field => (string)field!["key"]!, field => (string)field!["value"]!);
}
