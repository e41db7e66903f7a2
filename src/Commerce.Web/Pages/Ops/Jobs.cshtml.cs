using Commerce.Operations;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Ops;

/// <summary>What the job engine ran in the last day and what it will run next; read only.</summary>
[OperatorsOnly]
public sealed class JobsModel(JobHistory jobs) : PageModel
{
    public IReadOnlyList<JobFigures> History { get; private set; } = [];

    public IReadOnlyList<JobProcess> Processes { get; private set; } = [];

    public IReadOnlyList<PlannedJob> Planned { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        History = await jobs.FiguresAsync(cancellationToken);
        Processes = await jobs.ProcessesAsync(cancellationToken);
        Planned = await jobs.PlannedAsync(cancellationToken);
    }
}
