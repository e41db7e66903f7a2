using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Billing;

/// <summary>
/// The Billing API: charges this app asks a merchant to approve. Needs no scope, but an app with public distribution.
/// Throws <see cref="ShopifyException"/>. Source: shopify.dev, manual pricing.
/// </summary>
public sealed class AppBilling(AdminClient admin, IOptions<ShopifyOptions> options)
{
    /// <summary>Longest key Shopify keeps with a usage record.</summary>
    public const int LongestKey = 255;

    private const int Recent = 25;
    private const int RecentUsage = 100;

    private static readonly AdminDocument State = AdminDocument.Query("BillingState");
    private static readonly AdminDocument ById = AdminDocument.Query("AppSubscriptionById");
    private static readonly AdminDocument Records = AdminDocument.Query("AppUsageRecords");
    // Asking twice would show the merchant two charges to approve; neither costs anything before that.
    private static readonly AdminDocument Create = AdminDocument.SingleChange("AppSubscriptionCreate");
    private static readonly AdminDocument Cancel = AdminDocument.SingleChange("AppSubscriptionCancel");
    private static readonly AdminDocument LineItemUpdate = AdminDocument.SingleChange("AppSubscriptionLineItemUpdate");
    private static readonly AdminDocument PurchaseCreate = AdminDocument.SingleChange("AppPurchaseOneTimeCreate");
    // The key on the wire makes the second time find the first one's record.
    private static readonly AdminDocument UsageCreate = AdminDocument.RepeatableChange("AppUsageRecordCreate");

    /// <summary>Reads what the merchant approved and what waits.</summary>
    public async Task<BillingState> ReadAsync(ShopAccess access, CancellationToken ct)
    {
        var data = (await admin.SendAsync<StateData>(access, State, new { recent = Recent }, ct)).Data;
        var app = data.CurrentAppInstallation;
        var all = app.ActiveSubscriptions.Concat(app.AllSubscriptions.Nodes).DistinctBy(node => node.Id).Select(node => node.Read());
        return new BillingState(
            data.ShopBillingPreferences.Currency, [.. app.ActiveSubscriptions.Select(node => node.Id)],
            [.. all.OrderByDescending(subscription => subscription.CreatedAt)], [.. app.OneTimePurchases.Nodes.Select(node => node.Read())]);
    }

    /// <summary>One subscription by id, in any state; null when the shop has none of that id.</summary>
    public async Task<AppSubscription?> FindAsync(ShopAccess access, string id, CancellationToken ct) =>
        (await admin.SendAsync<NodeData<SubscriptionNode>>(access, ById, new { id }, ct)).Data.Node?.Read();

    /// <summary>Makes a subscription that waits for the merchant. After an unknown outcome nobody has its page, so nobody can approve it.</summary>
    public async Task<Confirmation> SubscribeAsync(ShopAccess access, SubscriptionRequest request, CancellationToken ct)
    {
        List<object> lines = [new { plan = new { appRecurringPricingDetails = new { price = Input(request.Price), interval = "EVERY_30_DAYS" } } }];
        if (request.Cap is { } cap) lines.Add(new { plan = new { appUsagePricingDetails = new { cappedAmount = Input(cap), terms = request.Terms } } });
        var variables = new
        {
            name = request.Name,
            lineItems = lines,
            returnUrl = request.ReturnUrl,
            test = request.Test,
            trialDays = request.TrialDays,
            replacementBehavior = request.AtPeriodEnd ? "APPLY_ON_NEXT_BILLING_CYCLE" : "STANDARD",
        };
        var answer = await admin.SendAsync<CreateData>(access, Create, variables, ct);
        return Confirm(answer.Data.AppSubscriptionCreate?.AppSubscription?.Id, answer.Data.AppSubscriptionCreate?.ConfirmationUrl, answer.RequestId);
    }

    /// <summary>Ends a subscription at once; with <paramref name="prorate"/> Shopify gives back the rest of the paid period.</summary>
    public Task CancelAsync(ShopAccess access, string subscriptionId, bool prorate, CancellationToken ct) =>
        admin.SendAsync<CancelData>(access, Cancel, new { id = subscriptionId, prorate }, ct);

    /// <summary>Asks the merchant for another cap; the old one stays in force until they approve.</summary>
    public async Task<Confirmation> ChangeCapAsync(ShopAccess access, string lineItemId, Money cap, CancellationToken ct)
    {
        var answer = await admin.SendAsync<CapData>(access, LineItemUpdate, new { id = lineItemId, cappedAmount = Input(cap) }, ct);
        var payload = answer.Data.AppSubscriptionLineItemUpdate;
        return Confirm(payload?.AppSubscription?.Id, payload?.ConfirmationUrl, answer.RequestId);
    }

    /// <summary>Makes a purchase that waits for the merchant.</summary>
    public async Task<Confirmation> BuyAsync(ShopAccess access, string name, Money price, string returnUrl, bool test, CancellationToken ct)
    {
        var answer = await admin.SendAsync<PurchaseData>(access, PurchaseCreate, new { name, price = Input(price), returnUrl, test }, ct);
        var payload = answer.Data.AppPurchaseOneTimeCreate;
        return Confirm(payload?.AppPurchaseOneTime?.Id, payload?.ConfirmationUrl, answer.RequestId);
    }

    /// <summary>
    /// Records usage, which the merchant pays with the next invoice. The same key never charges twice, however often it is sent.
    /// <see cref="ShopifyErrorKind.UserErrors"/> when the cap has no room or the subscription is not active.
    /// </summary>
    public async Task<UsageCharge> ChargeAsync(ShopAccess access, string lineItemId, Money price, string description, string idempotencyKey, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idempotencyKey.Length, LongestKey, nameof(idempotencyKey));
        var variables = new { subscriptionLineItemId = lineItemId, price = Input(price), description, idempotencyKey };
        var answer = await admin.SendAsync<UsageData>(access, UsageCreate, variables, ct);
        return answer.Data.AppUsageRecordCreate?.AppUsageRecord?.Read()
            ?? throw new ShopifyException(ShopifyErrorKind.Malformed, "Shopify did not name the usage it recorded.") { RequestId = answer.RequestId, OutcomeUnknown = true };
    }

    /// <summary>The newest recorded usage of a subscription, newest first: tells after a lost answer whether it was recorded.</summary>
    public async Task<IReadOnlyList<UsageCharge>> ReadUsageAsync(ShopAccess access, string subscriptionId, CancellationToken ct)
    {
        var node = (await admin.SendAsync<NodeData<UsageNode>>(access, Records, new { id = subscriptionId, recent = RecentUsage }, ct)).Data.Node;
        return node is null ? [] : [.. node.LineItems.SelectMany(line => line.UsageRecords.Nodes).Select(record => record.Read())];
    }

    private static object Input(Money money) => new { amount = money.Decimals, currencyCode = money.Currency };

    // The merchant's browser is sent there, so it must be Shopify's own place, or a shop on this very machine.
    private Confirmation Confirm(string? id, string? address, string? requestId)
    {
        var onThisMachine = new Uri(options.Value.ShopBaseAddress.Replace("{shop}", "shop", StringComparison.Ordinal)).IsLoopback;
        return id is not null && Uri.TryCreate(address, UriKind.Absolute, out var page) && (page.Scheme == Uri.UriSchemeHttps || (onThisMachine && page.IsLoopback))
            ? new Confirmation(id, page)
            : throw new ShopifyException(ShopifyErrorKind.Malformed, "Shopify gave no page on which the merchant can approve the charge.") { RequestId = requestId };
    }

    private sealed record StateData(AppNode CurrentAppInstallation, PreferencesNode ShopBillingPreferences);

    private sealed record PreferencesNode(string Currency);

    private sealed record AppNode(IReadOnlyList<SubscriptionNode> ActiveSubscriptions, NodeList<SubscriptionNode> AllSubscriptions, NodeList<PurchaseNode> OneTimePurchases);

    private sealed record NodeData<T>(T? Node);

    private sealed record CreateData(ConfirmationNode? AppSubscriptionCreate);

    private sealed record CapData(ConfirmationNode? AppSubscriptionLineItemUpdate);

    private sealed record ConfirmationNode(IdNode? AppSubscription, string? ConfirmationUrl);

    private sealed record PurchaseData(PurchasePayload? AppPurchaseOneTimeCreate);

    private sealed record PurchasePayload(IdNode? AppPurchaseOneTime, string? ConfirmationUrl);

    private sealed record UsageData(UsagePayload? AppUsageRecordCreate);

    private sealed record UsagePayload(UsageRecordNode? AppUsageRecord);

    private sealed record CancelData(CancelPayload? AppSubscriptionCancel);

    private sealed record CancelPayload(IdNode? AppSubscription);

    private sealed record IdNode(string Id);
}
