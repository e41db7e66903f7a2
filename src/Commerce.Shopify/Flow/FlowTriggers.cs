using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Flow;

/// <summary>Starts the workflows of Shopify Flow that begin with a trigger of this app. Source: shopify.dev, flowTriggerReceive.</summary>
public sealed class FlowTriggers(AdminClient admin)
{
    private static readonly AdminDocument Receive = AdminDocument.SingleChange("FlowTriggerReceive");

    /// <summary>
    /// Sends one event. Shopify has no key that tells a repeat from a second event: after an unknown outcome
    /// (<see cref="ShopifyException.OutcomeUnknown"/>) a repeat may start the workflows twice, and no repeat may start none.
    /// </summary>
    /// <param name="access">The shop and its token; needs no scope.</param>
    /// <param name="handle">The trigger's handle, as its extension declares it.</param>
    /// <param name="payload">Its fields by key, at most 50 kB as JSON.</param>
    /// <param name="ct">Ends the call.</param>
    /// <exception cref="ShopifyException"><see cref="ShopifyErrorKind.UserErrors"/> where the shop has no Flow or does not know the trigger.</exception>
    public async Task SendAsync(ShopAccess access, string handle, IReadOnlyDictionary<string, object> payload, CancellationToken ct) =>
        await admin.SendAsync<Data>(access, Receive, new { handle, payload }, ct);

    private sealed record Data;
}
