using Commerce.Operations;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Ops;

/// <summary>What the job engine ran in the last day, what failed in the last week, and what it will run next; read only.</summary>
[OperatorsOnly]
public sealed class JobsModel(JobHistory jobs) : PageModel
{
    public IReadOnlyList<JobFigures> History { get; private set; } = [];

    /// <summary>How far back the runs of the last day go; null when there was none.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    public IReadOnlyList<JobProcess> Processes { get; private set; } = [];

    public IReadOnlyList<PlannedJob> Planned { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        History = await jobs.FiguresAsync(cancellationToken);
        Oldest = await jobs.OldestAsync(cancellationToken);
        Processes = await jobs.ProcessesAsync(cancellationToken);
        Planned = await jobs.PlannedAsync(cancellationToken);
    }
}
