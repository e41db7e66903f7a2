using Commerce.Data;
using Commerce.Generations;
using Commerce.Publishing;
using Commerce.Web.Face;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>Something that happened to a product.</summary>
public sealed record ProductEvent(DateTimeOffset At, string Title, string Words, string? Href, Tone Tone);

/// <summary>What was made for a product and what went into the shop, newest first.</summary>
public sealed class ProductHistory(CommerceContext context, Figures figures, IStringLocalizer<Words> text)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<ProductEvent>> ReadAsync(Guid productId, CancellationToken cancellationToken) =>
        [.. (await RunsAsync(productId, cancellationToken)).Concat(await PublicationsAsync(productId, cancellationToken))
            .OrderByDescending(one => one.At).Take(Most)];

    private async Task<IEnumerable<ProductEvent>> RunsAsync(Guid productId, CancellationToken cancellationToken)
    {
        var runs = await context.Generations.Where(row => row.ProductId == productId)
            .GroupBy(row => row.BatchId)
            .Select(group => new
            {
                group.Key,
                At = group.Min(row => row.CreatedAt),
                Rows = group.Count(),
                Done = group.Count(row => row.State == GenerationState.Done),
                Active = group.Count(row => row.DueAt != null),
            })
            .OrderByDescending(group => group.At).Take(Most)
            .Join(context.Batches, group => group.Key, batch => batch.Id, (group, batch) => new { group.Key, group.At, group.Rows, group.Done, group.Active, batch.Name })
            .ToListAsync(cancellationToken);
        return runs.Select(run => new ProductEvent(
            run.At,
            run.Name,
            run.Active > 0
                ? figures.Count(run.Active, "1 result is being made", "{0} results are being made")
                : text["{0} of {1} results delivered", figures.Number(run.Done), figures.Number(run.Rows)].Value,
            $"/batches/{run.Key}",
            run.Active > 0 ? Tone.Info : run.Done == run.Rows ? Tone.Success : Tone.Warning));
    }

    private async Task<IEnumerable<ProductEvent>> PublicationsAsync(Guid productId, CancellationToken cancellationToken)
    {
        var publications = await context.Publications.AsNoTracking().Where(one => one.ProductId == productId)
            .OrderByDescending(one => one.CreatedAt).Take(Most)
            .Select(one => new { one.RunId, one.State, one.CreatedAt, one.PublishedAt, one.RevertedAt, one.Message, Items = one.Items.Count })
            .ToListAsync(cancellationToken);
        return publications.Select(one => new ProductEvent(
            one.RevertedAt ?? one.PublishedAt ?? one.CreatedAt,
            TitleOf(one.State),
            one.Message ?? figures.Count(one.Items, "1 result", "{0} results"),
            "/publications",
            one.State switch { PublicationState.Published => Tone.Success, PublicationState.Failed or PublicationState.RevertFailed => Tone.Critical, PublicationState.Reverted => Tone.Neutral, _ => Tone.Info }));
    }

    private string TitleOf(PublicationState state) => state switch
    {
        PublicationState.Published => text["Published to the shop"].Value,
        PublicationState.Failed => text["Publishing failed"].Value,
        PublicationState.Reverted => text["Taken back from the shop"].Value,
        PublicationState.RevertFailed => text["Taking back failed"].Value,
        PublicationState.Reverting => text["Being taken back from the shop"].Value,
        _ => text["Being published"].Value,
    };
}
