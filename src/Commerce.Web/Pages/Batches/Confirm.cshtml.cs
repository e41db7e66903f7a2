using Commerce.Batches;
using Commerce.Batches.Pilots;
using Commerce.Billing;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Step three: what it costs and what comes of it, then a pilot, the start, or a time for it.</summary>
public sealed partial class ConfirmModel(
    CommerceContext context, BatchDrafts drafts, BatchPlanner planner, BatchStarter starter, PilotBatches pilots, PublishingForecasts forecasts, VendorEstimates estimates, Overage overage,
    Standings standings, Shutdowns shutdowns, StoreZone zone, TimeProvider time, IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private LimitedSummary limited = null!;

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

    public BatchSummary Summary => limited.Summary;

    /// <summary>Models it would be made with that are shut down soon.</summary>
    public IReadOnlyList<Shutdown> Ending { get; private set; } = [];

    /// <summary>What all of it would cost, without the owner's limit.</summary>
    public long WholeCredits => limited.WholeCredits;

    /// <summary>Whom it would go to besides this machine; null when nobody else has a part in it.</summary>
    public VendorEstimate? Vendors { get; private set; }

    /// <summary>How much of it the shop could take.</summary>
    public PublishingForecast Forecast => Summary.Forecast!;

    /// <summary>The pilot of this very recipe; null without one.</summary>
    public PilotView? Pilot { get; private set; }

    /// <summary>There is a pilot, but of a recipe that has been changed since.</summary>
    public bool PilotOutdated { get; private set; }

    /// <summary>There is a pilot of this recipe, but it was cancelled or delivered nothing.</summary>
    public bool PilotFruitless { get; private set; }

    /// <summary>What a pilot would make; null when there are too few products for one, or one was made.</summary>
    public BatchPlan? Trial { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>The credits that are missing, and what buying them over the plan costs; null when none are or the plan sells none.</summary>
    public OverageOffer? Offer { get; private set; }

    /// <summary>False while the plan is on hold.</summary>
    public bool MayStart { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public bool CanStart => MayStart && Summary.Plan.Rows > 0 && (Summary.Plan.Affordable || Offer is { Fits: true }) && Pilot is not { Result.Ready: false };

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

    private async Task ShowAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        var result = draft.PilotId is { } pilotId ? await pilots.ReadAsync(pilotId, cancellationToken) : null;
        var same = result is not null && result.ContentHash == RecipeBook.Hash(draft.Content);
        var frozen = same && !result!.Fruitless;
        if (!frozen && draft.RecipeId is null)
        {
            draft = await drafts.PinBrandAsync(draft, cancellationToken);
        }

        var rest = await pilots.RestAsync(draft, cancellationToken);
        limited = await LimitedSummary.ReadAsync(planner, context, draft, rest, Most, text, cancellationToken);
        if (limited.Problem is { } problem)
        {
            ModelState.AddModelError(nameof(Most), problem);
        }

        (PilotOutdated, PilotFruitless) = (result is not null && !same, same && !frozen);
        Pilot = frozen ? new PilotView(result!, DraftId, Summary.Plan.Rows, Summary.Plan.Credits) : null;
        Trial = !frozen && draft.Content.Styles.Count > 0 && await pilots.SourceAsync(draft, limited.Binding, cancellationToken) is { } trial
            ? await planner.PlanAsync(trial, draft.Content, cancellationToken) : null;
        limited = limited with { Summary = Summary with { Forecast = await forecasts.ReadAsync(Summary.Plan.Publishing, cancellationToken) } };
        var vendors = await estimates.ReadAsync(Summary.Plan, Summary.Content, cancellationToken);
        Vendors = vendors.Any ? vendors : null;
        Ending = await shutdowns.OfAsync(draft.Content, cancellationToken);
        MayStart = (await standings.ReadAsync(cancellationToken)).MayStart;
        var missing = Summary.Plan.Credits - Summary.Plan.Available;
        Offer = missing > 0 ? await overage.OfferAsync(missing, cancellationToken) : null;
    }
}
