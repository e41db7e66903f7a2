using Commerce.Alerts;
using Commerce.Operations;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Ops;

/// <summary>Whether this installation is well: what is wrong, what waits, who works, how the providers do, whether the money adds up.</summary>
[OperatorsOnly]
public sealed class IndexModel(
    AlertLog alerts, StoreBacklogs queues, ProviderHealth providers, JobHistory jobs, LedgerState ledgers, StoreLedgers stores, TimeProvider time) : PageModel
{
    private const int QueuesShown = 50;
    private const int ResolvedShown = 5;

    // Twice the time after which the engine itself takes a process for dead.
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(15);

    public IReadOnlyList<Alert> Open { get; private set; } = [];

    public IReadOnlyList<Alert> Resolved { get; private set; } = [];

    public IReadOnlyList<StoreBacklog> Queues { get; private set; } = [];

    public IReadOnlyList<ProviderFigures> Providers { get; private set; } = [];

    public IReadOnlyList<JobProcess> Processes { get; private set; } = [];

    public LedgerFigures Ledgers { get; private set; } = null!;

    /// <summary>Addresses of the stores named on the page.</summary>
    public IReadOnlyDictionary<Guid, string> Shops { get; private set; } = new Dictionary<Guid, string>();

    public DateTimeOffset? OldestDue => Queues.Min(queue => queue.OldestDue);

    public bool IsSilent(JobProcess process) => process.LastSeen < time.GetUtcNow() - Silent;

    public string ShopOf(Guid storeId) => Shops.GetValueOrDefault(storeId, storeId.ToString());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Open = await alerts.OpenAsync(cancellationToken);
        Resolved = await alerts.ResolvedAsync(ResolvedShown, cancellationToken);
        Queues = await queues.ReadAsync(QueuesShown, cancellationToken);
        Providers = await providers.ReadAsync(cancellationToken);
        Processes = await jobs.ProcessesAsync(cancellationToken);
        Ledgers = await ledgers.ReadAsync(cancellationToken);
        var named = Open.Concat(Resolved).Select(alert => Guid.TryParse(alert.Subject, out var id) ? id : Guid.Empty).Concat(Queues.Select(queue => queue.StoreId));
        Shops = await stores.NamesAsync(named, cancellationToken);
    }
}
