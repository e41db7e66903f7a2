using Commerce.Review;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Review;

/// <summary>Why a decision was refused, and the one thing to do.</summary>
public static class RefusalWords
{
    public static string Of(Refusal refusal, IStringLocalizer<Words> text) => refusal.Kind switch
    {
        RefusalKind.Live => text["This is live on {0}, or on its way there. Undo its publication first, then decide again.", refusal.Subject].Value,
        RefusalKind.DecidedByAnother => text["This was decided by {0}, so only they can take it back. You can still approve or reject it yourself.", refusal.Subject].Value,
        RefusalKind.CreditsSpent => text["Its credits came back when it was rejected, and there are not enough to pay for it again. It needs {0}.", refusal.Subject].Value,
        RefusalKind.HeldBack => text["This one kept less of the product than its recipe asks for. Look at it and approve it by itself."].Value,
        _ => text["The file changed after you opened this page, so nothing was decided. Reload the page and look at it again."].Value,
    };
}
