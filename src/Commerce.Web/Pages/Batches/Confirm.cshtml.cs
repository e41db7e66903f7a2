using System.Globalization;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Step three: what it costs and what comes of it, then the start.</summary>
public sealed class ConfirmModel(
    CommerceContext context, BatchDrafts drafts, BatchPlanner planner, BatchStarter starter, PublishingForecasts forecasts, Overage overage, Standings standings,
    IStringLocalizer<Words> text, Figures figures) : PageModel
{
    [FromRoute]
    public Guid DraftId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public BatchSummary Summary { get; private set; } = null!;

    /// <summary>How much of it the shop could take.</summary>
    public PublishingForecast Forecast { get; private set; } = null!;

    public string? Problem { get; private set; }

    /// <summary>The credits that are missing, and what buying them over the plan costs; null when none are or the plan sells none.</summary>
    public OverageOffer? Offer { get; private set; }

    /// <summary>False while the plan is on hold.</summary>
    public bool MayStart { get; private set; }

    public bool CanStart => MayStart && Summary.Plan.Rows.Count > 0 && (Summary.Plan.Affordable || Offer is { Fits: true });

    public string StartWords => Offer is { Fits: true } offer
        ? text["Make {0} for {1} and {2}", Outputs.Words(text, figures, Summary.Plan), figures.Credits(Summary.Plan.Available), figures.Money(offer.Price)]
        : text["Make {0} for {1}", Outputs.Words(text, figures, Summary.Plan), figures.Credits(Summary.Plan.Credits)];

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
        Name = Clean(Name) is { Length: > 0 } given ? given : Outputs.Name(text, figures, Summary);
        if (Name.Length > BatchDraft.LongestName)
        {
            ModelState.AddModelError(nameof(Name), text["At most {0} characters.", BatchDraft.LongestName]);
            return this.Invalid();
        }

        await drafts.NameAsync(DraftId, Name, cancellationToken);
        Problem = Refusal();
        return Problem is null ? await StartAsync(draft, cancellationToken) : this.Invalid();
    }

    private async Task<IActionResult> StartAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            // The draft's id is the request's key: a second click, or the same page in another window, finds the first one's batch.
            var request = new BatchRequest(Name!, draft.ProductIds, Summary.Content, Key, User.Actor()) { AgreedOverage = Offer?.Credits ?? 0, MostCredits = Summary.Plan.Credits };
            var batchId = await starter.StartAsync(request, cancellationToken);
            return this.Go($"/batches/{batchId}", text["{0} held. You can leave; the batch goes on.", figures.Credits(Summary.Plan.Credits)]);
        }
        catch (Exception error) when (error is NotEnoughCreditsException or NothingToMakeException or BillingRefusedException)
        {
            Problem = error.Message;
            return this.Invalid();
        }
    }

    private string Key => DraftId.ToString();

    private string? Refusal()
    {
        var plan = Summary.Plan;
        if (Summary.Content.Styles.Count == 0)
        {
            return text["No style is chosen. Go back one step and choose at least one. Nothing was charged."];
        }

        if (plan.Rows.Count == 0)
        {
            return new NothingToMakeException().Message;
        }

        if (!plan.Affordable && Offer is not { Fits: true })
        {
            return new NotEnoughCreditsException(plan.Credits).Message;
        }

        // Nobody buys more credits over the plan than the button said.
        if (Offer is { } offer && !(long.TryParse(Request.Form["overage"], NumberStyles.None, CultureInfo.InvariantCulture, out var agreed) && offer.Credits <= agreed))
        {
            return text["{0} would now be bought for {1}. Check it and start again. Nothing was charged.", figures.Credits(offer.Credits), figures.Money(offer.Price)];
        }

        // Nobody pays more than the button said: when the price moved since, the page asks again.
        return long.TryParse(Request.Form["credits"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && plan.Credits > seen
            ? text["The cost changed from {0} to {1} since you opened this page. Check it and start again. Nothing was charged.", figures.Credits(seen), figures.Credits(plan.Credits)].Value
            : null;
    }

    private Task<Guid?> StartedAsync(CancellationToken cancellationToken) =>
        context.Batches.Where(batch => batch.RequestKey == Key).Select(batch => (Guid?)batch.Id).SingleOrDefaultAsync(cancellationToken);

    private async Task ShowAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        // The newest brand version is pinned now, at the last look before the money.
        var version = draft.Content.UseBrand ? await drafts.BrandVersionAsync(cancellationToken) : null;
        var content = draft.Content with { UseBrand = version is not null, BrandVersion = version };
        if (content.BrandVersion != draft.Content.BrandVersion)
        {
            await drafts.ChooseContentAsync(DraftId, content, cancellationToken);
            draft = (await drafts.FindAsync(DraftId, cancellationToken))!;
        }

        Summary = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken);
        Forecast = await forecasts.ReadAsync([.. Summary.Plan.Rows.Select(row => new ForecastRow(row.ProductId, row.Kind, row.Width, row.Height))], cancellationToken);
        MayStart = (await standings.ReadAsync(cancellationToken)).MayStart;
        var missing = Summary.Plan.Credits - Summary.Plan.Available;
        Offer = missing > 0 ? await overage.OfferAsync(missing, cancellationToken) : null;
    }

    private static string Clean(string? name) => new string([.. (name ?? "").Where(sign => !char.IsControl(sign))]).Trim();
}
