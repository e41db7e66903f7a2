using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;

namespace Commerce.Shopify.Admin;

/// <summary>
/// Sends GraphQL documents to a shop's Admin API. Throttled calls, and failed calls that are safe to repeat, are tried again
/// here with jitter and a ceiling; everything else throws <see cref="ShopifyException"/> at once.
/// </summary>
public sealed class AdminClient
{
    // A null where the schema promises a value is an answer to refuse here, not a surprise further on.
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    private readonly HttpClient http;
    private readonly ShopifyOptions options;
    private readonly AnsweredVersions versions;
    private readonly TimeProvider time;
    private readonly IShopBudgets budgets;
    private readonly DocumentCosts costs;
    private readonly ResiliencePipeline retries;

    /// <summary>Made by the container as a typed client.</summary>
    public AdminClient(
        HttpClient http, IOptions<ShopifyOptions> options, IShopBudgets budgets, DocumentCosts costs, AnsweredVersions versions, Backoff backoff, TimeProvider time)
    {
        (this.budgets, this.costs, this.versions) = (budgets, costs, versions);
        this.http = http;
        this.options = options.Value;
        this.time = time;
        retries = backoff.Pipeline(WaitAfter);
    }

    /// <summary>Sends one document and reads <c>data</c> into <typeparamref name="T"/>.</summary>
    /// <param name="access">The shop and its token.</param>
    /// <param name="document">The operation.</param>
    /// <param name="variables">Its variables, serialised in camel case.</param>
    /// <param name="ct">Ends the call and any waiting.</param>
    /// <exception cref="ShopifyException">For every failure, typed by <see cref="ShopifyErrorKind"/>.</exception>
    public async Task<AdminAnswer<T>> SendAsync<T>(ShopAccess access, AdminDocument document, object variables, CancellationToken ct)
    {
        using var activity = ShopifyTelemetry.Source.StartActivity("shopify.admin " + document.Name, ActivityKind.Client);
        activity?.SetTag("shopify.shop", access.Shop.Value);
        try
        {
            return await retries.ExecuteAsync(async token => await InTurnAsync(access, document, () => AttemptAsync<T>(access, document, variables, activity, token), token), ct);
        }
        catch (ShopifyException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Kind.ToString());
            throw;
        }
    }

    // Each attempt is paid for anew, a throttled one too: its points come back and it takes its turn again.
    private async Task<AdminAnswer<T>> InTurnAsync<T>(ShopAccess access, AdminDocument document, Func<Task<AdminAnswer<T>>> attempt, CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        var reservation = await budgets.ReserveAsync(access.Shop, costs.Of(document), ct);
        ShopifyTelemetry.Wait.Record(time.GetElapsedTime(asked).TotalSeconds, new KeyValuePair<string, object?>("document", document.Name));
        var (spent, cost, holdOff) = (reservation.Points, (QueryCost?)null, TimeSpan.Zero);
        try
        {
            var answer = await attempt();
            cost = answer.Cost;
            spent = cost?.Actual ?? spent;
            return answer;
        }
        catch (ShopifyException failure)
        {
            cost = failure.Cost;
            spent = failure.Kind == ShopifyErrorKind.Throttled ? Missing(cost, spent) : cost?.Actual ?? spent;
            // A 429 tells no bucket: all calls keep off for as long as it asks.
            if (failure.Kind == ShopifyErrorKind.Throttled && cost?.Throttle is null) holdOff = failure.RetryAfter ?? TimeSpan.FromSeconds(1);
            throw;
        }
        finally
        {
            costs.Learn(document, cost?.Requested ?? 0);
            await budgets.SettleAsync(reservation, spent, cost?.Throttle, holdOff);
        }
    }

    // A throttled call was not executed and costs nothing. But it shows how much of what was counted on is not there.
    private static double Missing(QueryCost? cost, double taken) =>
        cost?.Throttle is { } bucket ? Math.Clamp(cost.Requested - bucket.Available, 0, taken) : 0;

    private async Task<AdminAnswer<T>> AttemptAsync<T>(ShopAccess access, AdminDocument document, object variables, Activity? activity, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        try
        {
            var answer = await AskAsync<T>(access, document, variables, ct);
            activity?.SetTag("shopify.cost", answer.Cost?.Actual);
            ShopifyTelemetry.Cost.Add(answer.Cost?.Actual ?? 0, new KeyValuePair<string, object?>("document", document.Name));
            versions.Note(answer.ApiVersion);
            return answer;
        }
        catch (ShopifyException exception)
        {
            activity?.AddEvent(new ActivityEvent(exception.Kind.ToString()));
            ShopifyTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("document", document.Name), new KeyValuePair<string, object?>("kind", exception.Kind.ToString()));
            throw;
        }
        finally
        {
            ShopifyTelemetry.Duration.Record(time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("document", document.Name));
        }
    }

    private async Task<AdminAnswer<T>> AskAsync<T>(ShopAccess access, AdminDocument document, object variables, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.GraphEndpoint(access.Shop)) { Content = JsonContent.Create(new { query = document.Text, variables }, options: Json) };
            request.Headers.Add("X-Shopify-Access-Token", access.AccessToken);
            using var response = await http.SendAsync(request, ct);
            if (AdminFailure.OfStatus(response, document) is { } refused) throw refused;
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            return Read<T>(json.RootElement, response, document);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, $"No answer from Shopify to {document.Name}.", inner: exception) { OutcomeUnknown = !document.Repeatable };
        }
        catch (JsonException exception)
        {
            throw new ShopifyException(ShopifyErrorKind.Malformed, $"Shopify's answer to {document.Name} is not what its schema promises.", inner: exception) { OutcomeUnknown = !document.Repeatable };
        }
    }

    private static AdminAnswer<T> Read<T>(JsonElement root, HttpResponseMessage response, AdminDocument document)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("The answer is not an object.");
        var cost = AdminEnvelope.CostOf(root);
        var requestId = AdminFailure.RequestId(response);
        // Partial data beside errors is not used: half an answer would be taken for the whole gallery.
        if (AdminFailure.OfErrors(root, cost, document, requestId) is { } failed) throw failed;
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) throw new JsonException("The answer has no data.");
        if (AdminFailure.OfPayload(data, cost, document, requestId) is { } declined) throw declined;
        var version = response.Headers.TryGetValues("X-Shopify-API-Version", out var versions) ? versions.First() : null;
        return new AdminAnswer<T>(data.Deserialize<T>(Json) ?? throw new JsonException("The data is null."), cost, version, requestId);
    }

    // A throttled call was not executed, so it may always be repeated; a change with an unknown outcome never is.
    private static TimeSpan? WaitAfter(Exception exception) => exception switch
    {
        ShopifyException { Kind: ShopifyErrorKind.Throttled } throttled => throttled.RetryAfter ?? TimeSpan.Zero,
        ShopifyException { Kind: ShopifyErrorKind.Transient, OutcomeUnknown: false } => TimeSpan.Zero,
        _ => null,
    };
}
