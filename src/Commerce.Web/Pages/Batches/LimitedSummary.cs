using Commerce.Batches;
using Commerce.Data;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>What a draft would make within the most its owner lets it spend.</summary>
/// <param name="Source">The rows the summary is of: those of the first products that fit.</param>
/// <param name="WholeCredits">What all of it would cost.</param>
/// <param name="Limit">As it was written; null when none was.</param>
/// <param name="Problem">What is wrong with the limit that was written, in words.</param>
public sealed record LimitedSummary(BatchSummary Summary, RowSource Source, long WholeCredits, long? Limit, string? Problem)
{
    /// <summary>The limit where it leaves products out.</summary>
    public long? Binding => Summary.Beyond > 0 ? Limit : null;

    /// <param name="most">The limit as the field or the address writes it.</param>
    public static async Task<LimitedSummary> ReadAsync(
        BatchPlanner planner, CommerceContext context, BatchDraft draft, RowSource rest, string? most, IStringLocalizer<Words> text, CancellationToken cancellationToken)
    {
        var whole = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken, rest);
        var (limit, problem) = SpendLimit.Read(most, text);
        var all = new LimitedSummary(whole, rest, whole.Plan.Credits, limit, problem);
        if (limit is not { } highest || highest >= all.WholeCredits)
        {
            return all;
        }

        // The limit takes whole products, the first ones, so that nobody ends with half of a product's pictures.
        if (await planner.FitAsync(rest, draft.Content, highest, cancellationToken) is not { } fitting)
        {
            return all with { Problem = text["Not even one product fits. Allow more, or choose fewer styles or copies."] };
        }

        var fits = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken, fitting);
        var summary = fits with
        {
            Plan = fits.Plan with { LeftOut = whole.Plan.LeftOut, LeftOutCount = whole.Plan.LeftOutCount, Unmet = whole.Plan.Unmet, Settled = whole.Plan.Settled },
            Beyond = whole.Plan.Products - fits.Plan.Products,
        };
        return all with { Summary = summary, Source = fitting };
    }
}
