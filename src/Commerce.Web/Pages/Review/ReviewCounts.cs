using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Review;
using Commerce.Web.Face;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Review;

/// <summary>How many results stand in each state under a filter, and how many of them can be published.</summary>
public sealed record ReviewCounts(ReviewFilter Filter, int Pending, int Approved, int Rejected, int Pictures, int Videos)
{
    public int Publishable => Pictures + Videos;

    public int All => Pending + Approved + Rejected;

    public int Of(ReviewState state) => state switch { ReviewState.Approved => Approved, ReviewState.Rejected => Rejected, _ => Pending };

    public static async Task<ReviewCounts> ReadAsync(CommerceContext context, ReviewFilter filter, CancellationToken cancellationToken)
    {
        var states = await filter.Narrow(context.Assets).GroupBy(asset => asset.ReviewState)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);
        var live = LiveAssets.Items(context).Select(item => item.AssetId);

        // Publishing knows no styles, so the figure on its button is not narrowed by one.
        var ready = await (filter with { Style = null, State = ReviewState.Approved }).Apply(context.Assets)
            .Where(asset => !live.Contains(asset.Id)).GroupBy(asset => asset.Kind)
            .Select(group => new { Kind = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Kind, group => group.Count, cancellationToken);
        return new ReviewCounts(
            filter,
            states.GetValueOrDefault(ReviewState.Pending),
            states.GetValueOrDefault(ReviewState.Approved),
            states.GetValueOrDefault(ReviewState.Rejected),
            ready.GetValueOrDefault(GenerationKind.Image),
            ready.GetValueOrDefault(GenerationKind.Video));
    }

    /// <summary>What the publish button does, in numbers.</summary>
    public string PublishWords(Figures figures) => (Pictures, Videos) switch
    {
        (_, 0) => figures.Count(Pictures, "Publish 1 picture", "Publish {0} pictures"),
        (0, _) => figures.Count(Videos, "Publish 1 video", "Publish {0} videos"),
        _ => figures.Count(Publishable, "Publish 1 result", "Publish {0} pictures and videos"),
    };
}
