using Commerce.Data;
using Commerce.Providers.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>What the operator knows better about models, and who said so. Takes effect with the next order of any store.</summary>
public sealed class ModelChanges(CommerceContext context, TimeProvider time)
{
    /// <summary>The most a result may cost, in US dollars; a typing error of a digit more is refused.</summary>
    public const decimal HighestUsd = 1_000;

    /// <summary>Keeps what is said of a model in the place of what was said before.</summary>
    /// <param name="better">Its author and time are set here.</param>
    /// <param name="person">Who says so.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SaveAsync(ModelOverride better, string person, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        insert into model_overrides (vendor, model, offered, usd, quality, speed, until_day, successor, changed_by, changed_at)
        values ({better.Vendor}, {better.Model}, {better.Offered}, {better.Usd}, {better.Quality}, {better.Speed}, {better.UntilDay}, {better.Successor}, {person}, {time.GetUtcNow()})
        on conflict (vendor, model) do update set offered = excluded.offered, usd = excluded.usd, quality = excluded.quality, speed = excluded.speed,
          until_day = excluded.until_day, successor = excluded.successor, changed_by = excluded.changed_by, changed_at = excluded.changed_at
        """, cancellationToken);

    /// <summary>Goes back to what ships.</summary>
    public Task ResetAsync(string vendor, string model, CancellationToken cancellationToken) =>
        context.ModelOverrides.Where(row => row.Vendor == vendor && row.Model == model).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether a successor can be named for a model: another one of the catalogue that makes something of the same.</summary>
    /// <param name="model">The model.</param>
    /// <param name="successor">Of the same vendor, or as <c>vendor:id</c>.</param>
    public static bool MaySucceed(ModelEntry model, string successor) =>
        ModelCatalogue.Shipped.SuccessorOf(model with { Successor = successor }) is { } other && (other.Vendor, other.Id) != (model.Vendor, model.Id) && other.Tasks.Intersect(model.Tasks).Any();
}
