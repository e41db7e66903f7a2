using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.AspNetCore.Http.Extensions;

namespace Commerce.Web.Extensions;

/// <summary>What a choice in an extension comes to.</summary>
/// <param name="Content">The recipe.</param>
/// <param name="Referred">The chosen products.</param>
/// <param name="Plan">What it would make and cost.</param>
public sealed record Quote(RecipeContent Content, ReferredProducts Referred, BatchPlan Plan);

/// <summary>Works out what a choice in an extension would make and cost, by the same planner as the pages.</summary>
public sealed class Quotes(ShortRecipes recipes, ProductReferences references, BatchPlanner planner)
{
    private const int MostLeftOut = 10;

    // Longer addresses are cut by servers on the way; the page has its own picker for the rest.
    private const int MostInAddress = 100;

    /// <summary>Null when the choice is none that is offered, or names too many products.</summary>
    public async Task<Quote?> ReadAsync(IReadOnlyList<string>? productIds, string? style, int count, CancellationToken cancellationToken)
    {
        if (productIds is not { Count: > 0 and <= ProductReferences.Most } || await recipes.ContentAsync(style, count, cancellationToken) is not { } content)
        {
            return null;
        }

        var referred = await references.ResolveAsync(productIds, cancellationToken);
        return new Quote(content, referred, await planner.PlanAsync(referred.Ids, content, cancellationToken));
    }

    public static async Task<IResult> AnswerAsync(QuoteRequest request, Quotes quotes, CancellationToken cancellationToken)
    {
        var (style, count) = (request.Style ?? quotes.FirstStyle, request.Count ?? 1);
        if (await quotes.ReadAsync(request.ProductIds, style, count, cancellationToken) is not { } quote)
        {
            return Refusals.BadRequest;
        }

        var plan = quote.Plan;
        return Results.Ok(new QuoteAnswer(
            quotes.Offered, style, count, RecipeLimits.Copies, quote.Referred.Ids.Count, quote.Referred.Unknown,
            [.. plan.LeftOut.Take(MostLeftOut).Select(product => new LeftOut(product.Title, product.Reason))], plan.LeftOutCount,
            plan.Rows, plan.Credits, plan.Available, plan.Affordable, PageFor(request.ProductIds!)));
    }

    /// <summary>The app's own page with the same products chosen.</summary>
    public static string PageFor(IEnumerable<string> productIds) =>
        ExtensionAddresses.NewBatch + new QueryBuilder(productIds.Take(MostInAddress).Select(id => KeyValuePair.Create("ids[]", id))).ToQueryString();

    private string FirstStyle => recipes.Offered[0].Key;

    private IReadOnlyList<OfferedStyle> Offered =>
        [.. recipes.Offered.Select(style => new OfferedStyle(style.Key, style.Name, style.Summary, EnumText.Of(style.Kind)))];
}
