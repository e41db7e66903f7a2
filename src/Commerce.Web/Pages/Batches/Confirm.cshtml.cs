using Commerce.Batches;
using Commerce.Batches.Pilots;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Step three: what it costs and what comes of it, then a pilot, the start, or a time for it.</summary>
public sealed class ConfirmModel(
    CommerceContext context, BatchDrafts drafts, BatchPlanner planner, BatchStarter starter, PilotBatches pilots, PublishingForecasts forecasts, Overage overage,
    Standings standings, Shutdowns shutdowns, StoreZone zone, TimeProvider time, IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private RowSource source = null!;
    private long? limit;
    private DateTimeOffset? startsAt;

    [FromRoute]
    public Guid DraftId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>A time of the store's own clock, as the field writes it.</summary>
    [BindProperty]
    public string? StartsAt { get; set; }

    /// <summary>The most credits it may spend, as the field or the address writes it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Most { get; set; }

    public BatchSummary Summary { get; private set; } = null!;

    /// <summary>Models it would be made with that are shut down soon.</summary>
    public IReadOnlyList<Shutdown> Ending { get; private set; } = [];

    /// <summary>What all of it would cost, without the owner's limit.</summary>
    public long WholeCredits { get; private set; }

    /// <summary>How much of it the shop could take.</summary>
    public PublishingForecast Forecast { get; private set; } = null!;

    /// <summary>The pilot of this very recipe; null without one.</summary>
    public PilotView? Pilot { get; private set; }

    /// <summary>There is a pilot, but of a recipe that has been changed since.</summary>
    public bool PilotOutdated { get; private set; }

    /// <summary>What a pilot would make; null when there are too few products for one, or one was made.</summary>
    public BatchPlan? Trial { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>The credits that are missing, and what buying them over the plan costs; null when none are or the plan sells none.</summary>
    public OverageOffer? Offer { get; private set; }

    /// <summary>False while the plan is on hold.</summary>
    public bool MayStart { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public bool CanStart => MayStart && Summary.Plan.Rows > 0 && (Summary.Plan.Affordable || Offer is { Fits: true }) && Pilot is not { Result.Active: true };

    public string StartWords
    {
        get
        {
            var made = Outputs.Words(text, figures, Summary.Plan);
            var price = Offer is { Fits: true } offer
                ? text["{0} and {1}", figures.Credits(Summary.Plan.Available), figures.Money(offer.Price)].Value
                : figures.Credits(Summary.Plan.Credits);
            return Pilot is null ? text["Make {0} for {1}", made, price]
                : Summary.Beyond > 0 ? text["Freeze and make {0} for {1}", made, price]
                : text["Freeze and make the other {0} for {1}", made, price];
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        if (await StartedAsync(cancellationToken) is { } batchId)
        {
            return this.Go($"/batches/{batchId}");
        }

        await ShowAsync(draft, cancellationToken);
        Name ??= draft.Name.Length > 0 ? draft.Name : Outputs.Name(text, figures, Summary);
        StartsAt = StartTime.Of(draft.StartsAt, ZoneName);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        if (await StartedAsync(cancellationToken) is { } earlier)
        {
            return this.Go($"/batches/{earlier}");
        }

        await ShowAsync(draft, cancellationToken);
        if (!await KeepAsync(cancellationToken))
        {
            return this.Invalid();
        }

        // The limit was written after the button had promised more: what fits is shown before it is bought.
        if (Summary.Beyond > 0 && StartRefusal.Seen(Request.Form) > Summary.Plan.Credits)
        {
            return ShowLimit();
        }

        Problem = StartRefusal.Of(text, figures, Summary, Pilot, Offer, Request.Form);
        return Problem is null ? await StartAsync(draft, cancellationToken) : this.Invalid();
    }

    /// <summary>Keeps what was written and shows what the limit leaves room for; nothing is started.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        await ShowAsync(draft, cancellationToken);
        return await KeepAsync(cancellationToken) ? ShowLimit() : this.Invalid();
    }

    /// <summary>Starts the pilot.</summary>
    public async Task<IActionResult> OnPostPilotAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        if (await StartedAsync(cancellationToken) is { } earlier)
        {
            return this.Go($"/batches/{earlier}");
        }

        await ShowAsync(draft, cancellationToken);
        if (!await TakeNameAsync(cancellationToken))
        {
            return this.Invalid();
        }

        if (Trial is not { } trial)
        {
            Problem = text["There are too few products for a pilot, or one was made. Nothing was charged."];
            return this.Invalid();
        }

        return await TryAsync(
            async () => this.Go(
                $"/batches/{await pilots.StartAsync(draft, Short(text["Pilot: {0}", Name!].Value), trial.Credits, User.Actor(), cancellationToken)}",
                text["{0} held. Review the pilot, then go on with the rest.", figures.Credits(trial.Credits)]));
    }

    private IActionResult ShowLimit() => this.Go(
        $"/batches/new/{DraftId}/review{(limit is { } most ? $"?most={most}" : "")}",
        Summary.Beyond > 0 ? text["{0} fit into {1}. Nothing has started yet.", figures.Count(Summary.Plan.Products, "1 product", "{0} products"), figures.Credits(limit!.Value)] : text["Saved. Nothing has started yet."]);

    private Task<IActionResult> StartAsync(BatchDraft draft, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        // The draft's id is the request's key: a second click, or the same page in another window, finds the first one's batch.
        var request = new BatchRequest(Name!, source, Summary.Content, Key, User.Actor())
        {
            AgreedOverage = Offer?.Credits ?? 0,
            MostCredits = Summary.Plan.Credits,
            RecipeId = Pilot?.Result.RecipeId ?? draft.RecipeId,
            PilotId = Pilot?.Result.BatchId,
            StartsAt = startsAt,
        };
        var batchId = await starter.StartAsync(request, cancellationToken);
        return this.Go($"/batches/{batchId}", startsAt is { } at
            ? text["{0} held. It begins {1}.", figures.Credits(Summary.Plan.Credits), figures.Moment(at)]
            : text["{0} held. You can leave; the batch goes on.", figures.Credits(Summary.Plan.Credits)]);
    });

    private async Task<IActionResult> TryAsync(Func<Task<IActionResult>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception error) when (error is NotEnoughCreditsException or NothingToMakeException or CostChangedException or BillingRefusedException)
        {
            Problem = error.Message;
            return this.Invalid();
        }
    }

    private string Key => DraftId.ToString();

    private async Task<bool> TakeNameAsync(CancellationToken cancellationToken)
    {
        Name = RecipeForm.Clean(Name) is { Length: > 0 } given ? given : Outputs.Name(text, figures, Summary);
        if (Name.Length > BatchDraft.LongestName)
        {
            ModelState.AddModelError(nameof(Name), text["At most {0} characters.", BatchDraft.LongestName]);
            return false;
        }

        await drafts.NameAsync(DraftId, Name, cancellationToken);
        return true;
    }

    private async Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        if (!await TakeNameAsync(cancellationToken) || !TakeTime())
        {
            return false;
        }

        await drafts.ScheduleAsync(DraftId, startsAt, cancellationToken);
        return ModelState.IsValid;
    }

    private bool TakeTime()
    {
        (startsAt, var problem) = StartTime.Read(StartsAt, ZoneName, time.GetUtcNow(), text);
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(StartsAt), problem);
        }

        return problem is null;
    }

    private Task<Guid?> StartedAsync(CancellationToken cancellationToken) =>
        context.Batches.Where(batch => batch.RequestKey == Key).Select(batch => (Guid?)batch.Id).SingleOrDefaultAsync(cancellationToken);

    private async Task ShowAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        var result = draft.PilotId is { } pilotId ? await pilots.ReadAsync(pilotId, cancellationToken) : null;
        var frozen = result is not null && result.ContentHash == RecipeBook.Hash(draft.Content);
        if (!frozen && draft.RecipeId is null)
        {
            draft = await PinBrandAsync(draft, cancellationToken);
        }

        var rest = frozen ? await pilots.RestAsync(draft, result!.BatchId, cancellationToken) : draft.Source;
        await ReadSummaryAsync(draft, rest, cancellationToken);
        PilotOutdated = result is not null && !frozen;
        Pilot = frozen ? new PilotView(result!, DraftId, Summary.Plan.Rows, Summary.Plan.Credits) : null;
        Trial = !frozen && draft.Content.Styles.Count > 0 && await pilots.SourceAsync(draft, cancellationToken) is { } trial
            ? await planner.PlanAsync(trial, draft.Content, cancellationToken) : null;
        Forecast = await forecasts.ReadAsync(Summary.Plan.Publishing, cancellationToken);
        Ending = await shutdowns.OfAsync(draft.Content, cancellationToken);
        MayStart = (await standings.ReadAsync(cancellationToken)).MayStart;
        var missing = Summary.Plan.Credits - Summary.Plan.Available;
        Offer = missing > 0 ? await overage.OfferAsync(missing, cancellationToken) : null;
    }

    // The limit takes whole products, the first ones, so that nobody ends with half of a product's pictures.
    private async Task ReadSummaryAsync(BatchDraft draft, RowSource rest, CancellationToken cancellationToken)
    {
        (source, Summary) = (rest, await BatchSummary.ReadAsync(planner, context, draft, cancellationToken, rest));
        WholeCredits = Summary.Plan.Credits;
        (limit, var problem) = SpendLimit.Read(Most, text);
        if (limit < WholeCredits)
        {
            if (await planner.FitAsync(rest, draft.Content, limit.Value, cancellationToken) is { } fitting)
            {
                var whole = Summary.Plan;
                source = fitting;
                Summary = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken, fitting);
                Summary = Summary with
                {
                    Plan = Summary.Plan with { LeftOut = whole.LeftOut, LeftOutCount = whole.LeftOutCount },
                    Beyond = whole.Products - Summary.Plan.Products,
                };
            }
            else
            {
                problem = text["Not even one product fits. Allow more, or choose fewer styles or copies."];
            }
        }

        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Most), problem);
        }
    }

    // The newest brand version is pinned now, at the last look before the money. A saved recipe and a pilot keep theirs.
    private async Task<BatchDraft> PinBrandAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        var version = draft.Content.UseBrand ? await drafts.BrandVersionAsync(cancellationToken) : null;
        if (version == draft.Content.BrandVersion)
        {
            return draft;
        }

        await drafts.ChooseContentAsync(DraftId, draft.Content with { UseBrand = version is not null, BrandVersion = version }, cancellationToken);
        return (await drafts.FindAsync(DraftId, cancellationToken))!;
    }

    private static string Short(string name) => name.Length <= BatchDraft.LongestName ? name : name[..BatchDraft.LongestName];
}
