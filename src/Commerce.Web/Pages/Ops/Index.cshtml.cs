using Commerce.Alerts;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Operations;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Ops;

/// <summary>Whether this installation is well: what is wrong, what waits, who works, how the providers do, whether the money adds up.</summary>
[OperatorsOnly]
public sealed class IndexModel(
    CommerceContext context, AlertLog alerts, StoreBacklogs queues, StuckRows stuck, ProviderHealth providers, EngineReport engine, LedgerState ledgers, StoreLedgers stores,
    TimeProvider time) : PageModel
{
    public const int QueuesShown = 50;

    private const int ResolvedShown = 5;

    private const int StuckShown = 100;

    // A process says that it lives every few seconds; one that died is listed for a day, so that its end is not overlooked.
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Listed = TimeSpan.FromDays(1);

    public IReadOnlyList<Alert> Open { get; private set; } = [];

    public IReadOnlyList<Alert> Resolved { get; private set; } = [];

    public IReadOnlyList<StoreBacklog> Queues { get; private set; } = [];

    public IReadOnlyList<ProviderFigures> Providers { get; private set; } = [];

    public IReadOnlyList<WorkerState> Processes { get; private set; } = [];

    /// <summary>Providers that nothing is asked of for now, because they did not answer.</summary>
    public IReadOnlyList<ProviderCircuit> Circuits { get; private set; } = [];

    public int Stuck { get; private set; }

    public LedgerFigures Ledgers { get; private set; } = new(0, 0, 0, null, null);

    /// <summary>Addresses of the stores named on the page.</summary>
    public IReadOnlyDictionary<Guid, string> Shops { get; private set; } = new Dictionary<Guid, string>();

    public DateTimeOffset? OldestDue => Queues.Min(queue => queue.OldestDue);

    public IReadOnlyList<WorkerState> Alive => [.. Processes.Where(process => !IsSilent(process))];

    public bool IsSilent(WorkerState process) => process.SeenAt < time.GetUtcNow() - Silent;

    public string ShopOf(Guid storeId) => Shops.GetValueOrDefault(storeId, storeId.ToString());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Open = await alerts.OpenAsync(cancellationToken);
        Resolved = await alerts.ResolvedAsync(ResolvedShown, cancellationToken);
        Queues = await queues.ReadAsync(cancellationToken);
        Providers = await providers.ReadAsync(cancellationToken);
        Circuits = await context.ProviderCircuits.AsNoTracking().Where(circuit => circuit.OpenedAt != null).OrderBy(circuit => circuit.Provider).ToListAsync(cancellationToken);
        Processes = [.. (await engine.WorkersAsync(cancellationToken)).Where(process => process.SeenAt > time.GetUtcNow() - Listed)];
        Stuck = (await stuck.ReadAsync(StuckShown, cancellationToken)).Count;
        Ledgers = await ledgers.ReadAsync(cancellationToken);
        var named = Open.Concat(Resolved).Select(alert => Guid.TryParse(alert.Subject, out var id) ? id : Guid.Empty).Concat(Queues.Take(QueuesShown).Select(queue => queue.StoreId));
        Shops = await stores.NamesAsync(named, cancellationToken);
    }
}
