using System.Security.Claims;
using System.Text.Json;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Styles;
using Commerce.Web.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Extensions;

/// <summary>Starts a batch from an extension, by the same starter as the pages.</summary>
internal static class StartEndpoint
{
    public static async Task<IResult> StartAsync(
        StartRequest request, ClaimsPrincipal user, Quotes quotes, BatchStarter starter, CommerceContext context, CancellationToken cancellationToken)
    {
        if (request.Key is not { } key || await quotes.ReadAsync(request.ProductIds, request.Style, request.Count ?? 0, cancellationToken) is not { } quote)
        {
            return Refusals.BadRequest;
        }

        var requestKey = $"extension:{key}";
        var seen = request.Credits ?? 0;
        try
        {
            // A second click finds the first one's batch, whatever the price and the balance are by now.
            var order = new BatchRequest(NameOf(quote), quote.Referred.Ids, quote.Content, requestKey, user.Actor()) { MostCredits = seen, Order = OrderOf(request) };
            var id = await starter.StartAsync(order, cancellationToken);
            return Results.Ok(await AnswerAsync(context, id, cancellationToken));
        }
        catch (CostChangedException error)
        {
            return Refusals.PriceChanged(seen, error.Credits);
        }
        catch (OtherOrderException error)
        {
            return Refusals.OtherOrder(error.Message);
        }
        catch (NotEnoughCreditsException error)
        {
            return Refusals.Unprocessable("not_enough_credits", error.Message);
        }
        catch (BillingRefusedException error)
        {
            return Refusals.Unprocessable("plan", error.Message);
        }
        catch (NothingToMakeException error)
        {
            return Refusals.Unprocessable("nothing_to_make", error.Message);
        }
    }

    private static async Task<StartAnswer> AnswerAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == batchId, cancellationToken);
        var balance = await context.Balances.AsNoTracking().Select(row => row.Available).SingleAsync(cancellationToken);
        return new StartAnswer(batch.Id, batch.Name, batch.RowCount, balance, $"/batches/{batch.Id}");
    }

    // As it was sent and not as it is understood now: a brand profile or a catalogue may have changed between two clicks.
    private static string OrderOf(StartRequest request) => JsonSerializer.Serialize(new { ProductIds = request.ProductIds!.Order(StringComparer.Ordinal), request.Style, request.Count });

    private static string NameOf(Quote quote)
    {
        var products = quote.Referred.Ids.Count == 1 ? "1 product" : $"{quote.Referred.Ids.Count} products";
        return $"{StyleCatalogue.Find(quote.Content.Styles[0].Style)!.Name} for {products}";
    }
}
