using Commerce.Operations;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>Webhooks that were given up, and the button that tries one again.</summary>
[OperatorsOnly]
public sealed class WebhooksModel(FailedDeliveries deliveries, StoreLedgers stores, IStringLocalizer<Words> text) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<FailedDelivery> Failed { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Shops { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Failed = await deliveries.ReadAsync(Shown, cancellationToken);
        Shops = await stores.NamesAsync(Failed.Select(delivery => delivery.StoreId), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(Guid store, Guid delivery, CancellationToken cancellationToken) =>
        store != Guid.Empty && await deliveries.RetryAsync(store, delivery, cancellationToken)
            ? this.Go("/ops/webhooks", text["It is applied again now"])
            : this.Go("/ops/webhooks", text["It is not waiting any more"]);
}
