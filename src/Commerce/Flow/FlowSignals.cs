using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Flow;
using Commerce.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Flow;

/// <summary>Tells Shopify Flow what became of a batch.</summary>
public sealed class FlowSignals(CommerceContext context, FlowTriggers triggers, IOptions<ShopifyOptions> options)
{
    /// <exception cref="ShopifyException">It was not sent, or it is not known whether it was.</exception>
    public async Task SendAsync(Signal signal, ShopAccess access, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == signal.SubjectId, cancellationToken);
        var done = await context.Generations.CountAsync(row => row.BatchId == batch.Id && row.State == GenerationState.Done, cancellationToken);
        var payload = new Dictionary<string, object>
        {
            [FlowNames.Batch] = batch.Name,
            [FlowNames.Results] = done,
            [FlowNames.Failed] = batch.RowCount - done,
            [FlowNames.Page] = Page(access.Shop, batch),
        };
        await triggers.SendAsync(access, signal.Kind == SignalKind.MediaReady ? FlowNames.MediaReady : FlowNames.BatchFailed, payload, cancellationToken);
    }

    // Also names the batch: a workflow that was started twice can tell by it.
    private string Page(ShopDomain shop, Batch batch) =>
        $"{options.Value.AdminOrigin}/store/{shop.Handle}/apps/{options.Value.ApiKey}/batches/{batch.Id}";
}
