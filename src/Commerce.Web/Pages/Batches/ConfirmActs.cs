using Commerce.Batches;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What the last step can be told to do.</summary>
public sealed partial class ConfirmModel
{
    private DateTimeOffset? startsAt;

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
        if (!await TakeNameAsync(cancellationToken) || !ModelState.IsValid)
        {
            return this.Invalid();
        }

        // As with the start: a limit that was written after the button had promised more is shown before anything is held.
        var seen = StartRefusal.SeenOfPilot(Request.Form);
        if (limited.Binding is not null && seen > (Trial?.Credits ?? 0))
        {
            return ShowLimit();
        }

        if (Trial is not { } trial)
        {
            Problem = text["There are too few products for a pilot, or one was made. Nothing was charged."];
            return this.Invalid();
        }

        if (StartRefusal.Dearer(text, figures, trial.Credits, seen) is { } dearer)
        {
            Problem = dearer;
            return this.Invalid();
        }

        return await TryAsync(
            async () => this.Go(
                $"/batches/{await pilots.StartAsync(draft, Short(text["Pilot: {0}", Name!].Value), limited.Binding, trial.Credits, User.Actor(), cancellationToken)}",
                text["{0} held. Review the pilot, then go on with the rest.", figures.Credits(trial.Credits)]));
    }

    private IActionResult ShowLimit() => this.Go(
        $"/batches/new/{DraftId}/review{(limited.Limit is { } most ? $"?most={most}" : "")}",
        Summary.Beyond > 0 ? text["{0} fit into {1}. Nothing has started yet.", figures.Count(Summary.Plan.Products, "1 product", "{0} products"), figures.Credits(limited.Limit!.Value)] : text["Saved. Nothing has started yet."]);

    private Task<IActionResult> StartAsync(BatchDraft draft, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        // The draft's id is the request's key: a second click, or the same page in another window, finds the first one's batch.
        var request = new BatchRequest(Name!, limited.Source, Summary.Content, Key, User.Actor())
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

    private static string Short(string name) => name.Length <= BatchDraft.LongestName ? name : name[..BatchDraft.LongestName];
}
