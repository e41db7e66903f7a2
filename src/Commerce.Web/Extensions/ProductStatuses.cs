using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Extensions;

/// <summary>How one product's media stand, counted from its rows.</summary>
public sealed class ProductStatuses(CommerceContext context, ProductReferences references)
{
    public static async Task<IResult> AnswerAsync(string? id, ProductStatuses statuses, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(id) ? Refusals.BadRequest : Results.Ok(await statuses.ReadAsync(id, cancellationToken));

    private async Task<ProductAnswer> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var makePage = Quotes.PageFor([name]);
        var referred = await references.ResolveAsync([name], cancellationToken);
        if (referred.Ids is not [var productId])
        {
            return new ProductAnswer(false, 0, 0, 0, 0, 0, 0, null, null, makePage);
        }

        var counts = await context.Generations.Where(row => row.ProductId == productId)
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);
        int Count(params GenerationState[] states) => states.Sum(state => counts.GetValueOrDefault(state));
        return new ProductAnswer(
            true,
            Count(GenerationState.Queued),
            Count(GenerationState.Submitting, GenerationState.Waiting, GenerationState.Fetching, GenerationState.Checking, GenerationState.Uncertain),
            Count(GenerationState.Done),
            Count(GenerationState.Failed, GenerationState.Expired),
            await context.Assets.CountAsync(asset => asset.ProductId == productId && asset.ReviewState == ReviewState.Pending, cancellationToken),
            await PublishedAsync(productId, cancellationToken),
            await LastBatchAsync(productId, cancellationToken),
            $"/review?product={productId}",
            makePage);
    }

    private Task<int> PublishedAsync(Guid productId, CancellationToken cancellationToken) => context.PublicationItems.CountAsync(
        item => item.State == PublicationItemState.Verified && context.Publications.Any(publication =>
            publication.Id == item.PublicationId && publication.ProductId == productId && publication.State == PublicationState.Published),
        cancellationToken);

    private async Task<LastBatch?> LastBatchAsync(Guid productId, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking()
            .Where(row => context.Generations.Any(generation => generation.BatchId == row.Id && generation.ProductId == productId))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return batch is null ? null : new LastBatch(batch.Name, EnumText.Of(batch.State), batch.CreatedAt, $"/batches/{batch.Id}");
    }
}
