using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;
using Polly;

namespace Commerce.Shopify.Billing;

/// <summary>
/// Asks the Partner API which plan of Shopify App Pricing a shop has. Throws <see cref="ShopifyException"/>.
/// Source: shopify.dev, active subscription.
/// </summary>
public sealed class PartnerClient
{
    private static readonly string Document = AdminDocument.Read("ActiveSubscription");

    private readonly HttpClient http;
    private readonly AppPricingOptions options;
    private readonly ResiliencePipeline retries;

    /// <summary>Made by the container as a typed client.</summary>
    public PartnerClient(HttpClient http, IOptions<AppPricingOptions> options, Backoff backoff)
    {
        this.http = http;
        this.options = options.Value;
        retries = backoff.Pipeline(exception => exception is ShopifyException { Kind: ShopifyErrorKind.Transient or ShopifyErrorKind.Throttled } ? TimeSpan.Zero : null);
    }

    /// <summary>The shop's plan; null when it has none.</summary>
    /// <param name="shopId">Global id of the shop.</param>
    /// <param name="ct">Ends the call and any waiting.</param>
    public async Task<PricedSubscription?> ActiveAsync(string shopId, CancellationToken ct)
    {
        using var activity = ShopifyTelemetry.Source.StartActivity("shopify.partner ActiveSubscription");
        return await retries.ExecuteAsync(async token => await AskAsync(shopId, token), ct);
    }

    private async Task<PricedSubscription?> AskAsync(string shopId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.PartnerEndpoint)
        {
            Content = JsonContent.Create(new { query = Document, variables = new { appId = options.AppId, shopId } }),
        };
        request.Headers.Add("X-Shopify-Access-Token", options.PartnerToken);
        using var response = await ShopifyHttp.SendAsync(http, request, "the Partner API", ct);
        return await ShopifyHttp.ReadAsync(response, "the Partner API", Read, ct);
    }

    private static PricedSubscription? Read(JsonElement root)
    {
        if (AdminEnvelope.TopLevel(root) is { Count: > 0 } errors) throw new ShopifyException(ShopifyErrorKind.Refused, $"ActiveSubscription: {string.Join(' ', errors.Select(error => error.Message))}", errors);
        return root.GetProperty("data").Deserialize<Data>(AdminClient.Json)?.ActiveSubscription?.Read();
    }

    private sealed record Data(Node? ActiveSubscription);

    private sealed record Node(bool CancelAtEndOfCycle, DateTimeOffset? TrialEndsAt, string? LegacySubscriptionId, Cycle? CurrentBillingCycle, IReadOnlyList<Item> Items)
    {
        public PricedSubscription Read()
        {
            var metered = Items.FirstOrDefault(item => item.Usage is not null);
            return new PricedSubscription(
                [.. Items.Select(item => item.Handle).OfType<string>()], LegacySubscriptionId, TrialEndsAt, CurrentBillingCycle?.StartTime, CurrentBillingCycle?.EndTime, CancelAtEndOfCycle,
                metered?.Usage?.Cost.Read());
        }
    }

    private sealed record Cycle(DateTimeOffset StartTime, DateTimeOffset EndTime);

    private sealed record Item(string? Handle, UsageCost? Usage);

    private sealed record UsageCost(MoneyNode Cost);
}

/// <summary>A plan of Shopify App Pricing that is in force.</summary>
/// <param name="Handles">Handles of its plan and meters, as set in the dashboard.</param>
/// <param name="LegacyId">The same subscription in the Admin API, where its status can be read; null when it has none.</param>
/// <param name="TrialEndsAt">End of the trial; null outside one.</param>
/// <param name="CycleStart">Start of the paid period; null during the trial.</param>
/// <param name="CycleEnd">When the next payment is due; null during the trial.</param>
/// <param name="EndsWithCycle">The merchant has ended it; it runs until <paramref name="CycleEnd"/>.</param>
/// <param name="Used">Cost of the usage in this period; null when the plan sells none.</param>
public sealed record PricedSubscription(
    IReadOnlyList<string> Handles, string? LegacyId, DateTimeOffset? TrialEndsAt, DateTimeOffset? CycleStart, DateTimeOffset? CycleEnd, bool EndsWithCycle, Money? Used);
