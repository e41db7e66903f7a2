using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Chooses to whom a row's order is given. Reads only.</summary>
public sealed class RouteChoice(CommerceContext context, ProviderKeys keys, Models models, ModelFigures figures, ProviderCircuits circuits, SpendCaps caps, TimeProvider time)
{
    private const string Refused = "refused";

    // Failures after which the same model may well succeed when nobody else is left.
    private static readonly HashSet<string> Passing = ["overloaded", "rate-limited", "timeout", "unknown", "output-expired", "connection", "internal"];

    // Failures that say more of the vendor than of the model.
    private static readonly HashSet<string> OfVendor = ["overloaded", "rate-limited", "timeout", "connection", "out-of-credit", "provider_missing", VendorErrors.KeyRefused];

    /// <exception cref="ProviderException">Nobody can make it, or all who can were tried in vain.</exception>
    /// <exception cref="ProviderRestsException">All who can are to be left alone for now.</exception>
    public async Task<(Route Route, WorkRequest Request)> ChooseAsync(Generation row, GenerationOrder order, CancellationToken cancellationToken)
    {
        var tried = TriedOf(row);
        var able = await AbleAsync(row.Model, row.Kind, order, cancellationToken);
        if (able.Count == 0)
        {
            throw new ProviderException("no-provider", await NobodyAsync(row.Model, cancellationToken), retryable: false);
        }

        var open = able.Where(one => !tried.Any(earlier => IsOf(earlier, one) || (earlier.Vendor == one.Vendor && OfVendor.Contains(earlier.Code)))).ToList();
        if (open.Count == 0)
        {
            // A key that was refused is refused with every model.
            open = [.. able.Where(one => !tried.Any(earlier => IsOf(earlier, one) || (earlier.Vendor == one.Vendor && earlier.Code == VendorErrors.KeyRefused)))];
        }

        if (open.Count == 0)
        {
            open = [.. able.Where(one => Passing.Contains(tried.Last(earlier => IsOf(earlier, one)).Code))];
        }

        if (open.Count == 0)
        {
            throw new ProviderException("all-failed", $"Every model that could make this was tried: {string.Join(", ", tried.Select(Told))}.", retryable: false);
        }

        var goal = await GoalAsync(row.Kind, cancellationToken);
        return await BestAsync(row, open, tried, goal, entry => OrderTranslation.Of(order, row.Kind, entry, time.Today()),
            chosen => ModelName.Pinned(row.Model) is null ? Router.Why(chosen, goal, able.Count) : "The model the recipe names.", cancellationToken);
    }

    /// <summary>Chooses who cuts the product of a row's picture out. Each model is asked once, for the row can be made without.</summary>
    /// <returns>Null when nobody can, or all who can were tried in vain.</returns>
    /// <exception cref="ProviderRestsException">All who can are to be left alone for now.</exception>
    public async Task<(Route Route, WorkRequest Request)?> ChooseCutAsync(Generation row, GenerationOrder order, CancellationToken cancellationToken)
    {
        var tried = TriedOf(row);
        if (tried.Any(earlier => earlier.Code == Refused))
        {
            // What breaks the rules of content goes nowhere else.
            return null;
        }

        WorkRequest? Cut(ModelEntry entry) => OrderTranslation.CutOf(order, entry, time.Today());
        var able = await AbleAsync(null, Cut, cancellationToken);
        var open = able.Where(one => !tried.Any(earlier => IsOf(earlier, one) || (earlier.Vendor == one.Vendor && OfVendor.Contains(earlier.Code)))).ToList();
        var goal = await GoalAsync(GenerationKind.Image, cancellationToken);
        return open.Count == 0 ? null : await BestAsync(row, open, tried, goal, Cut,
            chosen => $"The photo's background is not plain, so the product is cut out there. {Router.Why(chosen, goal, able.Count)}", cancellationToken);
    }

    /// <summary>Everybody who can make an order, first who would be asked first if nobody rested and no limit were reached.</summary>
    /// <param name="model">A routed name, see <see cref="ModelName"/>.</param>
    public async Task<IReadOnlyList<Candidate>> RankAsync(string model, GenerationKind kind, GenerationOrder order, CancellationToken cancellationToken) =>
        Rank(await AbleAsync(model, kind, order, cancellationToken), await GoalAsync(kind, cancellationToken));

    /// <summary>Everybody who can cut a product out, as <see cref="RankAsync"/> has them.</summary>
    public async Task<IReadOnlyList<Candidate>> RankCutsAsync(GenerationOrder order, CancellationToken cancellationToken) =>
        Rank(await AbleAsync(null, entry => OrderTranslation.CutOf(order, entry, time.Today()), cancellationToken), await GoalAsync(GenerationKind.Image, cancellationToken));

    private Task<IReadOnlyList<Candidate>> AbleAsync(string model, GenerationKind kind, GenerationOrder order, CancellationToken cancellationToken) =>
        AbleAsync(ModelName.Pinned(model), entry => OrderTranslation.Of(order, kind, entry, time.Today()), cancellationToken);

    private async Task<IReadOnlyList<Candidate>> AbleAsync((string Vendor, string Model)? pinned, Func<ModelEntry, WorkRequest?> translate, CancellationToken cancellationToken)
    {
        var connected = await keys.ConnectedAsync(cancellationToken);
        var lately = await figures.LatelyAsync(cancellationToken);
        return [.. (await models.ReadAsync(cancellationToken))
            .Where(entry => connected.ContainsKey(entry.Vendor) && (pinned is null || pinned == (entry.Vendor, entry.Id)))
            .Select(translate).OfType<WorkRequest>()
            .Select(request =>
            {
                var figure = lately.GetValueOrDefault((request.Model.Vendor, request.Model.Id));
                return new Candidate(request, connected[request.Model.Vendor], ModelCost.Estimate(request), figure?.Seconds, figure?.FailureShare ?? 0);
            })];
    }

    private async Task<(Route Route, WorkRequest Request)> BestAsync(
        Generation row, List<Candidate> open, IReadOnlyList<TriedRoute> tried, RoutingGoal goal, Func<ModelEntry, WorkRequest?> translate, Func<Candidate, string> why, CancellationToken cancellationToken)
    {
        var unpriced = open.Any(one => one.Usd is null) ? await CarefulAsync(translate, cancellationToken) : 0;
        var chosen = await FirstAwakeAsync(row, Rank(open, goal), unpriced, cancellationToken);
        return (new Route(chosen.Vendor, chosen.Model, chosen.OwnKey, row.Attempt, time.GetUtcNow(), RoundedUp(chosen.Usd), why(chosen), tried) { CountedMicros = RoundedUp(chosen.Usd ?? unpriced) }, chosen.Request);
    }

    // A model without a price could cost anything: it is tried only when none that has one is left.
    private static List<Candidate> Rank(IReadOnlyList<Candidate> open, RoutingGoal goal) =>
        [.. Router.Rank(open.Where(one => one.Usd is not null), goal), .. Router.Rank(open.Where(one => one.Usd is null), goal)];

    // What an order whose price is not known counts as under a day's limit: as much as the dearest known model takes for the same, whoever
    // has it. Where no price is known at all, the most that anything may cost, which no sensible limit has room for.
    private async Task<decimal> CarefulAsync(Func<ModelEntry, WorkRequest?> translate, CancellationToken cancellationToken) =>
        (await models.ReadAsync(cancellationToken)).Where(model => model.Prices.Count > 0)
            .Select(translate).OfType<WorkRequest>()
            .Max(ModelCost.Estimate) ?? ModelChanges.HighestUsd;

    private async Task<Candidate> FirstAwakeAsync(Generation row, IReadOnlyList<Candidate> ranked, decimal unpriced, CancellationToken cancellationToken)
    {
        var soonest = new ProviderRestsException(DateTimeOffset.MaxValue);
        foreach (var one in ranked)
        {
            if (await circuits.RestingAsync(Route.NameOf(one.Vendor, one.OwnKey, row.StoreId), cancellationToken) is { } rest)
            {
                soonest = Sooner(soonest, rest.KeyRefused
                    ? new ProviderRestsException(rest.Until, $"{Vendor.NameOf(one.Vendor)} does not accept the key", "so this one waits until it does.")
                    : new ProviderRestsException(rest.Until));
            }
            else if (await caps.FullUntilAsync(one.Vendor, RoundedUp(one.Usd ?? unpriced) ?? 0, cancellationToken) is { } tomorrow)
            {
                soonest = Sooner(soonest, new ProviderRestsException(tomorrow, FullWords(one, unpriced), SpendCaps.Waits));
            }
            else
            {
                return one;
            }
        }

        throw soonest;
    }

    private static ProviderRestsException Sooner(ProviderRestsException one, ProviderRestsException other) => other.Until < one.Until ? other : one;

    private static string FullWords(Candidate one, decimal unpriced) => one.Usd is null
        ? $"The price of {one.Model} is not known, so it counts as much as the dearest that is known, {Micros.Usd(RoundedUp(unpriced)!.Value):0.00##} US dollars; the day's limit of what {Vendor.NameOf(one.Vendor)} may cost has no room for that"
        : $"The day's limit of what {Vendor.NameOf(one.Vendor)} may cost is reached";

    private async Task<RoutingGoal> GoalAsync(GenerationKind kind, CancellationToken cancellationToken) =>
        (await context.RoutingPolicies.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.GoalOf(kind) ?? RoutingGoal.Balanced;

    private async Task<string> NobodyAsync(string model, CancellationToken cancellationToken)
    {
        if ((await keys.ConnectedAsync(cancellationToken)).Count == 0)
        {
            return "No AI provider is connected. Connect one in the settings, or use the built-in renderer.";
        }

        return ModelName.Pinned(model) is { } pinned
            ? $"{pinned.Model} cannot make this: it is not offered any more, not connected, or does not make this style and format."
            : "No connected AI provider makes this style in this format.";
    }

    private static IReadOnlyList<TriedRoute> TriedOf(Generation row) => row.Route is not { } last || last.Attempt <= row.EarlierAttempts
        ? []
        : [.. last.Tried.Where(earlier => earlier.Attempt > row.EarlierAttempts), .. last.Attempt < row.Attempt ? new[] { new TriedRoute(last.Vendor, last.Model, last.Attempt, row.ErrorCode ?? "unknown") } : []];

    private static bool IsOf(TriedRoute earlier, Candidate one) => earlier.Vendor == one.Vendor && earlier.Model == one.Model;

    private static string Told(TriedRoute earlier) => $"{Vendor.NameOf(earlier.Vendor)} {earlier.Model} ({Generations.Failures.FailureCatalogue.Of(earlier.Code).Reason.ToLowerInvariant()})";

    private static long? RoundedUp(decimal? usd) => usd is { } known ? (long)Math.Ceiling(known * Micros.InDollar) : null;
}
